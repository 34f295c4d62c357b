/** What a tag says. */
export type TagValue = string | number | boolean

/** Words that a run is found by: `{ tenant: "acme", amount: 12 }`. */
export type Tags = Readonly<Record<string, TagValue>>
