import { messages } from "../messages.generated.ts"
import type { Diagnostic, Place } from "./diagnostic.ts"
import { sortDiagnostics } from "./sort-diagnostics.ts"

/**
 * All diagnostics as SARIF 2.1.0, which code hosts show beside the lines of a pull request; files are relative to the
 * project.
 *
 * @example
 * writeFileSync("codegen.sarif", diagnosticsSarif(result.diagnostics))
 */
export const diagnosticsSarif = (diagnostics: readonly Diagnostic[]): string => {
  const sorted = sortDiagnostics(diagnostics)
  const codes = [...new Set(sorted.map(({ code }) => code))].toSorted()
  const rules = codes.map((code) => {
    const { title, severity, explanation, hint } = messages[code]
    return {
      id: code,
      shortDescription: { text: title },
      help: { text: explanation === "" ? hint : explanation },
      defaultConfiguration: { level: severity },
    }
  })
  const results = sorted.map((found) => ({
    ruleId: found.code,
    ruleIndex: codes.indexOf(found.code),
    level: found.severity,
    message: { text: `${found.message} ${found.hint}` },
    locations: [location(found)],
    ...(found.related.length > 0 && {
      relatedLocations: found.related.map((other) => ({ ...location(other), message: { text: other.label } })),
    }),
  }))
  const driver = { name: "statewright", rules }
  const run = { tool: { driver }, columnKind: "utf16CodeUnits", results }
  return JSON.stringify({ $schema: schema, version: "2.1.0", runs: [run] }, undefined, 2)
}

const schema = "https://json.schemastore.org/sarif-2.1.0.json"

const location = ({ file, span }: Place) => ({
  physicalLocation: {
    artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
    region: {
      startLine: span.line,
      startColumn: span.column,
      endLine: span.endLine,
      endColumn: span.endColumn,
    },
  },
})
