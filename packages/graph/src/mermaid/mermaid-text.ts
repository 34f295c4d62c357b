/**
 * A text that is safe in a Mermaid label: what Mermaid would read as its own becomes an entity of its own kind, which
 * it turns back.
 *
 * @example mermaidText('sleep("1 hour")') // "sleep(#quot;1 hour#quot;)"
 */
export const mermaidText = (text: string): string =>
  text
    .replaceAll(/\s+/gu, " ")
    .trim()
    .replaceAll(special, (char) => (char === '"' ? "#quot;" : `#${char.codePointAt(0) ?? 32};`))

// `#` and `;` make entities, `:` ends a name, `%%` begins a comment, `<` and `>` are tags, `{` opens a state, `-->` is an
// arrow and `--` a region, backticks and `*` and `_` are Markdown, `\n` a line break.
const special = /["#;:%<>{}[\]|`*_\\-]/gu
