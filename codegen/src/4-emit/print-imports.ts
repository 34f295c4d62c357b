import type { Import } from "../1-read/import-list.ts"

/** Import statements: packages first, then the project's own modules, each sorted; names sorted within. */
export const printImports = (imports: readonly Import[]): string[] => {
  const bySpecifier = Map.groupBy(imports, ({ specifier }) => specifier)
  return [...bySpecifier]
    .toSorted(([a], [b]) => (rank(a) === rank(b) ? compare(a, b) : rank(a) - rank(b)))
    .flatMap(([specifier, wanted]) => statements(specifier, wanted))
}

const rank = (specifier: string): number =>
  specifier.startsWith("statewright/") ? 0 : specifier.startsWith(".") ? 2 : 1

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const statements = (specifier: string, wanted: readonly Import[]): string[] => {
  const whole = wanted.filter(({ imported }) => imported === "*")
  const named = wanted.filter(({ imported }) => imported !== "*")
  return [
    ...whole.map(({ local, typeOnly }) => `import ${typeOnly ? "type " : ""}* as ${local} from ${quoted(specifier)}`),
    ...(named.length === 0 ? [] : [namedStatement(specifier, named)]),
  ]
}

const namedStatement = (specifier: string, named: readonly Import[]): string => {
  const allTypes = named.every(({ typeOnly }) => typeOnly)
  const clauses = named
    .toSorted(
      (a, b) => Number(a.typeOnly) - Number(b.typeOnly) || compare(a.imported, b.imported) || compare(a.local, b.local),
    )
    .map(
      ({ imported, local, typeOnly }) =>
        `${typeOnly && !allTypes ? "type " : ""}${imported === local ? imported : `${imported} as ${local}`}`,
    )
  const line = `import ${allTypes ? "type " : ""}{ ${clauses.join(", ")} } from ${quoted(specifier)}`
  return line.length <= 120
    ? line
    : `import ${allTypes ? "type " : ""}{\n${clauses.map((clause) => `  ${clause},\n`).join("")}} from ${quoted(specifier)}`
}

const quoted = (text: string): string => JSON.stringify(text)
