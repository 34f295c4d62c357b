/** Attributes in the order in which they are printed; `undefined` leaves one out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/**
 * An element whose children are XML already.
 *
 * @example element("text", { x: 3 }, [escapeXml("a < b")]) // '<text x="3">a &lt; b</text>'
 */
export const element = (name: string, attributes: Attributes, children: readonly string[] = []): string => {
  const printed = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("")
  if (children.length === 0) return `<${name}${printed}/>`
  return isText(children)
    ? `<${name}${printed}>${children.join("")}</${name}>`
    : block(`<${name}${printed}>`, children, `</${name}>`)
}

/** Makes any text safe in an element and in an attribute; characters that XML cannot hold become a question mark. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(notXml, "?")
    // Else the indentation of what is printed would get into the text.
    .replaceAll("\n", "&#10;")

// Control characters, halves of surrogate pairs and the two non-characters.
const notXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const isText = (children: readonly string[]): boolean => children.every((child) => !child.startsWith("<"))

const block = (open: string, children: readonly string[], close: string): string =>
  [open, ...children.map((child) => child.replaceAll(/^/gm, "  ")), close].join("\n")
