/** A text, or a list in brackets that stands on one line if it fits, and else on one line for each item. */
export type Doc = string | Group

/** A call, an object or an array. */
export interface Group {
  readonly open: string
  readonly items: readonly Item[]
  readonly close: string
  /** Spaces inside the brackets, where it stands on one line. */
  readonly spaced?: boolean
}

/** An item, with the key before it in an object. */
export interface Item {
  readonly key?: string
  readonly value: Doc
}

/** The lines of a text behind `prefix`, none longer than `width` if that can be. */
export const layOut = (prefix: string, doc: Doc, width: number): readonly string[] => {
  const line = `${prefix}${flat(doc)}`
  // A comma follows.
  if (typeof doc === "string" || line.length < width) return [line]
  const inside = doc.items.flatMap(({ key, value }) => {
    const lines = layOut(key === undefined ? "" : `${key}: `, value, width - 2)
    return lines.map((text, index) => `  ${text}${index === lines.length - 1 ? "," : ""}`)
  })
  return [`${prefix}${doc.open}`, ...inside, doc.close]
}

const flat = (doc: Doc): string => {
  if (typeof doc === "string") return doc
  const items = doc.items
    .map(({ key, value }) => (key === undefined ? flat(value) : `${key}: ${flat(value)}`))
    .join(", ")
  const space = doc.spaced === true && items !== "" ? " " : ""
  return `${doc.open}${space}${items}${space}${doc.close}`
}

/** `name(first, second)` */
export const call = (name: string, values: readonly Doc[]): Group => ({
  open: `${name}(`,
  items: values.map((value) => ({ value })),
  close: ")",
})

/** `{ key: value }` */
export const object = (entries: readonly (readonly [string, Doc])[]): Group => ({
  open: "{",
  items: entries.map(([key, value]) => ({ key: propertyName(key), value })),
  close: "}",
  spaced: true,
})

/** `[first, second]` */
export const list = (values: readonly Doc[]): Group => ({
  open: "[",
  items: values.map((value) => ({ value })),
  close: "]",
})

/** `["a", "b"]` */
export const strings = (values: readonly string[]): Group => list(values.map(quoted))

/** A string literal. */
export const quoted = (text: string): string => JSON.stringify(text)

/** The key of a property, in quotes if it needs them. */
export const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name))
