import type { AwaitMeaning } from "../2-analyze/await-meaning.ts"
import type { GroupCall, KnownHelper } from "../2-analyze/given-function.ts"
import type { SegmentPrinter } from "./op.ts"

/** What a segment returns to make a pool or a barrier. */
export const handleText = ({ of, passed }: Extract<AwaitMeaning, { kind: "handle" }>, text: SegmentPrinter): string =>
  `${text.abi(of)}(${passed.map((argument) => text.node(argument)).join(", ")})`

/** What a segment returns to ask something of a scope, a pool or a barrier. */
export const useText = (
  { verb, handle, helper, passed }: Extract<AwaitMeaning, { kind: "use" }>,
  text: SegmentPrinter,
): string => {
  const values = passed.map((argument) => text.node(argument))
  const work = helper === undefined ? undefined : text.call(helper, "[]")
  const isLeftOut = verb === "until" && work === undefined && values.length > 0
  const given = [text.node(handle), ...(work === undefined ? (isLeftOut ? ["undefined"] : []) : [work]), ...values]
  return `${text.abi(verb === "cancel" ? "cancelAll" : verb)}(${given.join(", ")})`
}

/** What a segment returns to run a part of it that can be cancelled, or that works under a lock. */
export const partOfRunText = ({ key, options }: GroupCall, body: KnownHelper, text: SegmentPrinter): string => {
  const work = text.call(body, "[]")
  if (key === undefined) return `${text.abi("scope")}(${work})`
  return `${text.abi("locked")}(${text.node(key)}, ${options === undefined ? "{}" : text.node(options)}, ${work})`
}
