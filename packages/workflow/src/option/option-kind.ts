/** What an option may be. */
export interface OptionKind {
  /** In words that go on from "it must be". */
  readonly is: string
  readonly holds: (value: unknown) => boolean
  readonly required?: boolean
}

/** A text, of at most so many characters. */
export const text = (longest = 10_000): OptionKind => ({
  is: `a text of at most ${longest} characters`,
  holds: (value) => typeof value === "string" && value.length <= longest,
})

/** True or false. */
export const flag: OptionKind = { is: "true or false", holds: (value) => typeof value === "boolean" }

/** What is said, or left out. */
export const isTrue: OptionKind = { is: "true, or left out", holds: (value) => value === true }

/** One of a few words. */
export const oneOf = (...words: readonly string[]): OptionKind => ({
  is: words.map((word) => JSON.stringify(word)).join(" or "),
  holds: (value) => typeof value === "string" && words.includes(value),
})

/** A whole number. */
export const wholeNumber = (from: number, to: number): OptionKind => ({
  is: `a whole number from ${from} to ${to}`,
  holds: (value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to,
})

/** A function. */
export const aFunction: OptionKind = { is: "a function", holds: (value) => typeof value === "function" }

/** A schema of any library that follows Standard Schema; some of them are functions. */
export const schema: OptionKind = {
  is: "a schema: zod, valibot, arktype, Effect Schema",
  holds: (value) =>
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    typeof (value as { "~standard"?: { validate?: unknown } })["~standard"]?.validate === "function", // it may be anything
}

/** The classes of errors that callers must expect. */
export const failures: OptionKind = {
  is: "a list of classes that `failure(...)` made",
  holds: (value) => Array.isArray(value) && value.every((each) => typeof each === "function" && "tag" in each),
}

/** What is looked at elsewhere, where its own error says what is wrong with it. */
export const anything: OptionKind = { is: "given", holds: () => true }
