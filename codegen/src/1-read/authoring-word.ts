import { dirname, join } from "node:path"

import { ts } from "./syntax.ts"

/** The packages whose exports are the words that workflows are written in. */
const authoringPackages: ReadonlySet<string> = new Set(["statewright", "@statewright/workflow"])

/**
 * The name under which the authoring package declares a symbol: `step`, `sleep`, `Step`; `undefined` of all others.
 * It goes by the declaration, so an alias is seen through and a local function of the same name is not taken for it.
 */
export const authoringWord = (symbol: ts.Symbol | undefined, checker: ts.TypeChecker): string | undefined => {
  if (symbol === undefined) return undefined
  const original = resolveAlias(symbol, checker)
  const declaration = original.declarations?.[0]
  if (declaration === undefined || (original.flags & moduleMember) === 0) return undefined
  const owner = packageName(declaration.getSourceFile())
  // A step like any other, but for what its `run` returns.
  if (owner === "@statewright/runtime" && original.name === "effectStep") return "step"
  return owner !== undefined && authoringPackages.has(owner) ? original.name : undefined
}

/** Whether a file is part of the authoring package: what its words do is known without looking into it. */
export const isAuthoring = (sourceFile: ts.SourceFile): boolean => {
  const owner = packageName(sourceFile)
  return owner !== undefined && (authoringPackages.has(owner) || owner.startsWith("@statewright/"))
}

/** What a module may export: a member of one of its types is none of its words. */
const moduleMember =
  ts.SymbolFlags.Function |
  ts.SymbolFlags.Variable |
  ts.SymbolFlags.Class |
  ts.SymbolFlags.Interface |
  ts.SymbolFlags.TypeAlias

/** The symbol behind imports and re-exports. */
export const resolveAlias = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

const names = new WeakMap<ts.SourceFile, string | undefined>()

/** The `name` of the nearest package.json above a file. */
const packageName = (sourceFile: ts.SourceFile): string | undefined => {
  if (!names.has(sourceFile)) names.set(sourceFile, nearestName(dirname(sourceFile.fileName)))
  return names.get(sourceFile)
}

const nearestName = (folder: string): string | undefined => {
  const text = ts.sys.readFile(join(folder, "package.json"))
  const parsed: unknown = text === undefined ? undefined : ts.parseConfigFileTextToJson("package.json", text).config
  if (typeof parsed === "object" && parsed !== null && "name" in parsed) return String(parsed.name)
  const above = dirname(folder)
  return above === folder ? undefined : nearestName(above)
}
