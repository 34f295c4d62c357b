import type { ChildCallee } from "../1-read/child-callee.ts"
import { placeOf } from "../1-read/place-of.ts"
import type { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { RunCall } from "./given-function.ts"
import { type Around, functionFor } from "./group-members.ts"

/** A call of another workflow; `undefined` if that cannot be traced to one declaration. */
export const childCall = (call: ts.CallExpression, child: ChildCallee): RunCall | undefined => {
  const { workflow, target, answers } = child
  const { arguments: passed, expression } = call
  if (workflow === undefined) return undefined
  return answers === "end"
    ? { kind: "run", link: "child", call, passed: passed.slice(0, 1), workflow, callee: expression, answers }
    : { kind: "run", link: "detached", call, passed, workflow, callee: target, answers }
}

/** Says why a call of another workflow begins nothing. */
export const refusedChild = (call: ts.CallExpression, { workflow, target }: ChildCallee): Diagnostic =>
  workflow === undefined
    ? diagnostic("SW1009", placeOf(target), { problem: `nothing says which one \`${target.getText()}\` is` })
    : diagnostic("SW2001", placeOf(call), {
        construct: "A call with `?.` or a spread argument",
        remedy: "Call it with plain arguments.",
      })

/** `detach(work)`: a run of a function of this workflow. */
export const detachedCall = (call: ts.CallExpression, around: Around): RunCall | Diagnostic => {
  const [work] = call.arguments
  const helper = work === undefined ? undefined : functionFor(work, "detach", around)
  if (work === undefined || helper === undefined) {
    return diagnostic("SW2001", placeOf(work ?? call), {
      construct: "`detach` of what is no function that can be seen",
      remedy: "Write it here: `detach(async () => { ... })`, or name an async function.",
    })
  }
  return { kind: "run", link: "detached", call, passed: [], helper, callee: call.expression, answers: "ref" }
}
