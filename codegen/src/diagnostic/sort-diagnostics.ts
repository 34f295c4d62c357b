import { relative } from "node:path"

import type { Diagnostic } from "./diagnostic.ts"

/** By file, then position, then code; what two phases both say is said once. */
export const sortDiagnostics = (diagnostics: readonly Diagnostic[]): Diagnostic[] => {
  const once = new Map(
    diagnostics.map((found) => [`${found.file}:${found.span.start} ${found.code} ${found.message}`, found]),
  )
  return [...once.values()].toSorted(
    (a, b) => compare(a.file, b.file) || a.span.start - b.span.start || compare(a.code, b.code),
  )
}

/** A diagnostic with its files named from the project's folder, so that it says the same on every machine. */
export const relativeTo = (root: string, found: Diagnostic): Diagnostic => {
  const name = (file: string): string => relative(root, file).replaceAll("\\", "/") || "."
  return {
    ...found,
    file: name(found.file),
    related: found.related.map((other) => ({ ...other, file: name(other.file) })),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
