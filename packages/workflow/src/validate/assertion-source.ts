/** How an assertion was written, of its function alone: of one that only answers an expression, that. */
export const assertionSource = (holds: (value: never) => unknown): string => {
  const text = holds.toString().replaceAll(/\s+/g, " ").trim()
  const arrow = /^(?:\([^()]*\)|[\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>\s*(?!\{)(?<body>.+)$/u.exec(text)
  return arrow?.groups?.["body"] ?? text
}
