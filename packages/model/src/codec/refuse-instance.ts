import type { Refusal } from "./shape.ts"

const hints: Readonly<Record<string, string>> = {
  Promise: "Await it first, and keep what it gives.",
  Buffer: "Keep `new Uint8Array(buffer)`.",
  URL: "Keep its `href`.",
  URLSearchParams: "Keep its `toString()`.",
  Headers: "Keep `Object.fromEntries(headers)`.",
  Response: "Read its body in the step, and return that.",
  Number: "Keep the primitive: `value.valueOf()`.",
  String: "Keep the primitive: `value.valueOf()`.",
  Boolean: "Keep the primitive: `value.valueOf()`.",
  SharedArrayBuffer: "Copy its bytes into an ArrayBuffer.",
}

/** For an object of a class that the codec does not know. */
export const refuseInstance = (value: object): Refusal => {
  const name = className(value)
  return {
    step: "",
    reason: name === undefined ? "has a prototype of its own" : `is an instance of \`${name}\``,
    hint: hints[name ?? ""] ?? "Keep its data in a plain object, and make the instance where it is used.",
  }
}

/** For what is neither an object nor a primitive that can be kept. */
export const refuseBare = (value: unknown): Refusal =>
  typeof value === "function"
    ? {
        step: "",
        reason: "is a function",
        hint: "Keep the data that it needs, and make the function where it is called.",
      }
    : { step: "", reason: "is a symbol", hint: "Keep a string in its place." }

const className = (value: object): string | undefined => {
  const { constructor: made }: { readonly constructor?: unknown } = value
  return typeof made === "function" && made.name !== "" ? made.name : undefined
}
