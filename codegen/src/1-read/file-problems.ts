import { relative } from "node:path"

import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { placeOfFile } from "./place-of.ts"
import type { ts } from "./syntax.ts"
import { type FoundFile, type PassedOver, posix, whyNot } from "./workflow-files.ts"

interface Matched {
  readonly found: readonly FoundFile[]
  readonly passedOver: readonly PassedOver[]
}

interface Settings {
  readonly root: string
  readonly globs: readonly string[]
  readonly jsx: ts.JsxEmit | undefined
}

/** What is wrong with the files that the globs of a project name, before anybody reads them. */
export const fileProblems = (matched: Matched, { root, globs, jsx }: Settings): Diagnostic[] => {
  const { found } = matched
  const name = (file: string): string => posix(relative(root, file))
  const wrong = [
    ...unreadFiles(matched).map(({ file, because }) =>
      diagnostic("SW0012", placeOfFile(file), { file: name(file), reason: whyNot[because] }),
    ),
    ...found
      .filter(({ file }) => name(file).startsWith(".."))
      .map(({ file }) => diagnostic("SW0005", placeOfFile(file), { file: name(file) })),
    ...found
      .filter(({ file }) => file.endsWith(".tsx") && jsx === undefined)
      .map(({ file }) => diagnostic("SW0013", placeOfFile(file), { file: name(file) })),
    ...found.flatMap(({ file, machineFile }, at) => {
      const other = found.slice(0, at).find((earlier) => isSameFile(earlier.machineFile, machineFile))
      return other === undefined
        ? []
        : [
            diagnostic("SW0007", placeOfFile(file), {
              file: name(file),
              other: name(other.file),
              output: name(machineFile),
            }),
          ]
    }),
  ]
  if (found.length > 0 || wrong.length > 0) return wrong
  const listed = globs.map((glob) => `\`${glob}\``).join(", ")
  const others = matched.passedOver.slice(0, 3).map(({ file, because }) => `\`${name(file)}\` ${whyNot[because]}`)
  const remedy = others.length === 0 ? "globs are relative to its folder" : others.join(", ")
  return [diagnostic("SW0003", placeOfFile(root), { globs: listed, remedy })]
}

/** What the author surely took for a workflow file: not the output of a compiler beside its source. */
const unreadFiles = ({ found, passedOver }: Matched): PassedOver[] => {
  const stem = (file: string): string => file.replace(/\.[cm]?[jt]sx?$/, "")
  const sources = new Set(found.map(({ file }) => stem(file)))
  return passedOver.filter(
    ({ file, because }) =>
      because === "unreadable" ||
      because === "encoding" ||
      (because === "language" && /\.([cm]?jsx?|cts)$/.test(file) && !sources.has(stem(file))),
  )
}

/** Some file systems do not tell capitals from small letters, and a project moves from one to the other. */
const isSameFile = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
