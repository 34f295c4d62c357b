import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { StepContext } from "@statewright/workflow"
import { ServiceMissing } from "./service-missing.ts"
import type { StepServices } from "./step-services.ts"

/** Runs the effect of a step; the end of its attempt interrupts it. Rejects with what it fails with, a defect included. */
export const runEffect = async (
  step: string,
  effect: Effect.Effect<unknown, unknown, unknown>,
  { signal }: Pick<StepContext, "signal">,
  { context, running }: StepServices,
): Promise<unknown> => {
  // What it requires beyond these services is told when it asks for it.
  const provided = effect as Effect.Effect<unknown, unknown>
  const ended = Effect.runPromiseExitWith(context)(provided, { signal })
  running.add(ended)
  const exit = await ended.finally(() => running.delete(ended))
  if (Exit.isSuccess(exit)) return exit.value
  const { cause } = exit
  if (signal.aborted && Cause.hasInterruptsOnly(cause)) throw signal.reason
  throw asMissing(step, Cause.squash(cause))
}

/** Effect says it in words only. */
const asMissing = (step: string, error: unknown): unknown => {
  if (!(error instanceof Error) || !error.message.startsWith(notFound)) return error
  return new ServiceMissing(
    step,
    error.message.slice(notFound.length).split("\n")[0]?.replace(/^: /u, "") || "it has no name",
  )
}

const notFound = "Service not found"
