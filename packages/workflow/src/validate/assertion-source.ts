/**
 * How an assertion was written, as far as its function knows: of one that only answers an expression, that. Codegen keeps
 * the author's own text; natively, what a bundler or a test runner has made of it may differ in spaces and quotes.
 */
export const assertionSource = (holds: (value: never) => unknown): string => {
  const text = holds.toString().replaceAll(viteCall, "$<name>").replaceAll(viteName, "").replaceAll(/\s+/g, " ").trim()
  return (arrow.exec(text) ?? answering.exec(text))?.groups?.["answer"] ?? text
}

/** What Vite, and so Vitest, writes in the place of an imported name. */
const viteCall = /\(0,\s*__vite_ssr_import_\d+__\.(?<name>[\w$]+)\)/g
const viteName = /__vite_ssr_import_\d+__\./g

const arrow = /^(?:\([^()]*\)|[\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>(?!\s*\{)\s*(?<answer>.+)$/u
const answering = /^[^()]*\([^()]*\)\s*(?:=>\s*)?\{\s*return (?<answer>[^;{}]+?);?\s*\}$/u
