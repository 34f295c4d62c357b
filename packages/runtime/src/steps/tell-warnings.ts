import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { Work } from "../writer/work.ts"

/** Logs that a run goes on with a value that does not fit: without what the value holds, which only the database keeps. */
export const tellWarnings =
  (services: Context.Context<never>) =>
  (work: Work | undefined): void => {
    if (work?.kind !== "step" || work.end.kind !== "completed") return
    const { runId, waitId, end } = work
    if (end.warnings === undefined) return
    const count = end.warnings.length === 1 ? "an issue" : `${end.warnings.length} issues`
    const text = `The value of ${waitId} in run ${runId} has ${count}; the run goes on with it as it was given.`
    void Effect.runForkWith(services)(Effect.logWarning(text, `See them with \`statewright runs show ${runId}\`.`))
  }
