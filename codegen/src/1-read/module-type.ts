import { dirname } from "node:path"

import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { placeOfFile, spanBetween } from "./place-of.ts"
import { ts } from "./syntax.ts"
import { posix } from "./workflow-files.ts"

/** Whether `problem` says of an import or export that its file is CommonJS, because its package.json makes it so. */
export const isAboutModuleType = ({ code }: ts.Diagnostic, { fileName, impliedNodeFormat }: ts.SourceFile): boolean =>
  codes.has(code) && impliedNodeFormat === ts.ModuleKind.CommonJS && !/\.c[jt]s$/.test(fileName)

/** "ECMAScript imports and exports cannot be written in a CommonJS file", and what goes with it. */
const codes: ReadonlySet<number> = new Set([1287, 1295])

/** One diagnostic for each package.json that makes `files` CommonJS: TypeScript has one for every import. */
export const moduleTypeErrors = (files: readonly ts.SourceFile[]): Diagnostic[] => {
  const packages = new Set(files.map(packageOf))
  return [...packages].map((file) => diagnostic("SW0010", placeOfType(file), { file }))
}

/** The package.json that TypeScript and Node look into; that of the file's folder, where there is none. */
const packageOf = ({ fileName }: ts.SourceFile): string => {
  const folder = dirname(fileName)
  const file = ts.findConfigFile(folder, (path) => ts.sys.fileExists(path), "package.json")
  return posix(file ?? `${folder}/package.json`)
}

const placeOfType = (file: string) => {
  const source = ts.parseJsonText(file, ts.sys.readFile(file) ?? "")
  const root = source.statements[0]?.expression
  const type =
    root !== undefined && ts.isObjectLiteralExpression(root)
      ? root.properties.find(({ name }) => name !== undefined && ts.isStringLiteral(name) && name.text === "type")
      : undefined
  return type === undefined
    ? placeOfFile(file)
    : { file, span: spanBetween(source, type.getStart(source), type.getEnd()) }
}
