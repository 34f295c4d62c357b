import { frameworkTags } from "@statewright/model"
import { checkName } from "../name/check-name.ts"
import type { GivenOf, ParsedOf, Schema } from "../schema/schema.ts"
import { failureClass } from "./failure-class.ts"
import type { FailureClass } from "./failure-type.ts"
import { TagTaken } from "./tag-taken.ts"

/**
 * Makes the base class of an error that a step or a workflow declares; its identity is its tag, also after storage.
 * Throws `InvalidName`, and `TagTaken` where an error of Statewright's own has that tag.
 *
 * @example
 * class CardDeclined extends failure("CardDeclined", z.object({ code: z.string() })) {}
 * throw new CardDeclined({ code: "insufficient_funds" })
 */
export function failure<const Tag extends string, Fields extends Schema>(
  tag: Tag,
  schema: Fields,
): FailureClass<Tag, GivenOf<Fields>, ParsedOf<Fields>> {
  checkName("failure", tag)
  if (frameworkTags.has(tag)) throw new TagTaken(tag)
  return failureClass(tag, schema)
}
