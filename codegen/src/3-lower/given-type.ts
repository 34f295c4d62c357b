import type { BegunCall } from "../2-analyze/given-function.ts"
import type { ts } from "../1-read/syntax.ts"
import type { AwaitMeaning } from "../2-analyze/await-meaning.ts"
import type { GivenType } from "./draft.ts"
import { calleeEntity } from "./wait-name.ts"

/** What the segment behind a wait is given; behind a call that is only begun, the promise of it. */
export const givenType = (meaning: AwaitMeaning, node: ts.Expression, promised: boolean): GivenType => {
  switch (meaning.kind) {
    case "step":
      return { kind: "step", callee: calleeEntity(meaning.callee), promised }
    case "sleep":
      return { kind: "none", promised }
    case "each":
      return !promised && meaning.policy !== "allSettled" && isStep(meaning.inner)
        ? { kind: "each", callee: calleeEntity(meaning.inner.callee) }
        : { kind: "typed", node }
    case "join": {
      const branches = meaning.branches.filter(isStep)
      const keepsPlaces = meaning.policy === "all" || meaning.policy === "parallel"
      return !promised && keepsPlaces && branches.length === meaning.branches.length
        ? { kind: "join", callees: branches.map(({ callee }) => calleeEntity(callee)) }
        : { kind: "typed", node }
    }
    case "through":
      return meaning.inner.kind === "step" ? givenType(meaning.inner, node, promised) : { kind: "typed", node }
    case "run":
      return meaning.answers === "end"
        ? { kind: "step", callee: calleeEntity(meaning.callee), promised }
        : { kind: "typed", node }
    case "validate":
      return promised ? { kind: "typed", node } : { kind: "typed", node, isCopy: true }
    case "call":
    case "event":
    case "chain":
    case "group":
    case "handle":
    case "use":
    case "gather":
    case "many":
    case "promise":
      return { kind: "typed", node }
  }
}

const isStep = (call: object): call is BegunCall & { readonly kind: "step" } => "kind" in call && call.kind === "step"
