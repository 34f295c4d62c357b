import { failureBrand, failureTag } from "@statewright/model"
import { parseNow } from "../schema/parse.ts"
import type { GivenOf, ParsedOf, Schema } from "../schema/schema.ts"
import type { FailureClass } from "./failure-type.ts"
import { InvalidFailure } from "./invalid-failure.ts"

/** Makes the base class of an error that is known by its tag, also after storage. */
export const failureClass = <const Tag extends string, Fields extends Schema>(
  tag: Tag,
  schema: Fields,
): FailureClass<Tag, GivenOf<Fields>, ParsedOf<Fields>> => {
  class FailureBase extends Error {
    static readonly tag: Tag = tag
    declare readonly _tag: Tag
    declare readonly [failureBrand]: Tag

    constructor(given: unknown) {
      const fields = fieldsOf(tag, schema, given)
      super(messageOf(tag, fields))
      // `_tag` is an own property so that it shows in logs and in JSON.
      Object.assign(this, { _tag: tag }, fields)
    }

    /** By tag, for an error that was read back from storage, and for two copies of a module. */
    static override [Symbol.hasInstance](value: unknown): boolean {
      return failureTag(value) === this.tag
    }
  }
  Object.defineProperties(FailureBase.prototype, {
    [failureBrand]: { value: tag },
    name: { value: tag, configurable: true, writable: true },
  })
  // The fields are known to the schema's type only.
  return FailureBase as unknown as FailureClass<Tag, GivenOf<Fields>, ParsedOf<Fields>>
}

const fieldsOf = (tag: string, schema: Schema, given: unknown): Readonly<Record<string, unknown>> => {
  const parsed = parseNow(schema, given, `fields of failure \`${tag}\``)
  if (parsed === undefined) throw new InvalidFailure(tag, "has an asynchronous schema, and an error is made at once")
  const fields = parsed.value
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    throw new InvalidFailure(tag, "has a schema that does not give an object")
  }
  const reserved = ["_tag", "stack"].find((name) => Object.hasOwn(fields, name))
  if (reserved !== undefined) {
    throw new InvalidFailure(tag, `has a field \`${reserved}\`, which belongs to the error itself`)
  }
  return { ...fields }
}

/** The author's own `message`, else the tag with the fields. */
const messageOf = (tag: string, fields: Readonly<Record<string, unknown>>): string => {
  if (typeof fields["message"] === "string") return fields["message"]
  const words = Object.entries(fields).map(([name, value]) => `${name}: ${valueText(value)}`)
  return words.length === 0 ? tag : `${tag} (${words.join(", ")})`
}

const valueText = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value)
  if (typeof value !== "object" || value === null) return String(value)
  if (value instanceof Date || value instanceof Error) return String(value)
  return Array.isArray(value) ? `[${value.length}]` : "{…}"
}
