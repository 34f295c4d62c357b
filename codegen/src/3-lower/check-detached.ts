import { placeOf } from "../1-read/place-of.ts"
import { type AwaitMeaning, begunCallsOf, firstOf, runCallsOf } from "../2-analyze/await-meaning.ts"
import type { GroupCall, KnownHelper } from "../2-analyze/given-function.ts"
import { optionsOf } from "../2-analyze/group-options.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { Lowering } from "./lowering.ts"
import { planOf } from "./procedure-plan.ts"

/** Refuses what cannot become a run of its own: a function that shares variables, and a step or a wait that has begun. */
export const checkDetached = (lowering: Lowering, meaning: AwaitMeaning): void => {
  const { checker } = lowering.survey
  const detaching = begunCallsOf(meaning)
    .map(firstOf)
    .filter((call) => call.kind === "group")
    .filter(({ options }) => optionsOf(options, checker).losers.includes("detach"))
  const helpers = [
    ...runCallsOf(meaning).flatMap(({ helper }) => helper ?? []),
    ...detaching.flatMap(({ members, body }) => [
      ...members.flatMap((member) => (member.kind === "function" ? [member.helper] : [])),
      ...(body === undefined ? [] : [body]),
    ]),
  ]
  lowering.diagnostics.push(
    ...helpers.flatMap((helper) => sharing(lowering, helper)),
    ...detaching.flatMap((group) => begunIn(group)),
  )
}

const sharing = ({ plans }: Lowering, helper: KnownHelper): readonly Diagnostic[] => {
  const shared = planOf(helper, plans).survey.variables.find(({ kind }) => kind === "outer")
  if (shared === undefined) return []
  const { name, declaration } = shared
  const parameters = {
    problem: `this shares \`${name}\` with the code around it`,
    remedy: `Copy it into a \`const\` before, say \`const own = ${name}\`, and use that.`,
  }
  return [diagnostic("SW2308", placeOf(helper.body), parameters, [{ ...placeOf(declaration), label: "declared here" }])]
}

/** Only another workflow is a run already. */
const begunIn = ({ members }: GroupCall): readonly Diagnostic[] =>
  members.flatMap((member) => {
    if (member.kind === "function" || member.begun.kind === "run") return []
    const parameters = {
      problem: "this has begun in the run that calls it",
      remedy: "Hand over a function that calls it: `() => charge(order)`.",
    }
    return [diagnostic("SW2308", placeOf(member.begun.call), parameters)]
  })
