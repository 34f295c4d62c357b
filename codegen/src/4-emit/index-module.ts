import type { Import } from "../1-read/import-list.ts"
import { generatedHeader } from "./generated-header.ts"
import { printImports } from "./print-imports.ts"

/** Something that the index puts under a name: a program under its workflow's, a step under its own. */
export interface IndexEntry {
  readonly name: string
  readonly specifier: string
  readonly exportName: string
}

/** The text of `index.ts`: the registry that `createEngine` takes, and every step by name. */
export const indexModule = (programs: readonly IndexEntry[], steps: readonly IndexEntry[]): string => {
  const used = new Set(["registry", "workflows", "steps"])
  const imports: Import[] = [
    { specifier: "statewright/machine", imported: "registry", local: "registry", typeOnly: false },
  ]
  const entry = ({ name, specifier, exportName }: IndexEntry): string => {
    const local = freeName(exportName, used)
    imports.push({ specifier, imported: exportName, local, typeOnly: false })
    return name === local ? `  ${name},` : `  ${propertyName(name)}: ${local},`
  }
  const programLines = byName(programs).map(entry)
  const stepLines = byName(steps).map(entry)
  return lines([
    generatedHeader(),
    ...printImports(imports),
    "",
    "/** The workflows of this project: what `createEngine` runs. */",
    ...block("export const workflows = registry({", programLines, "})"),
    "",
    "/** The steps of this project, by name. */",
    ...block("export const steps = {", stepLines, "}"),
  ])
}

/** Entries sorted by name, the same on every machine. */
export const byName = (entries: readonly IndexEntry[]): IndexEntry[] =>
  entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** A name as the key of an object: quoted unless it is an identifier. */
export const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

/** Lines as the text of a file. */
export const lines = (all: readonly string[]): string => `${all.join("\n")}\n`

/** A block, on one line when there is nothing in it. */
export const block = (open: string, inner: readonly string[], close: string): string[] =>
  inner.length === 0 ? [`${open}${close}`] : [open, ...inner, close]

const freeName = (wanted: string, used: Set<string>): string => {
  let name = wanted
  for (let n = 2; used.has(name); n++) name = `${wanted}_${n}`
  used.add(name)
  return name
}
