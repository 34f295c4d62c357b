import { StatewrightError } from "@statewright/model"

/**
 * A run waits, and nothing is at work that could ever move it: no step, no sleep. In JavaScript the function would hang;
 * a run that says nothing for ever helps nobody. No `catch` of the author's sees it: where it waits, nothing is thrown.
 */
export class NothingCanCome extends StatewrightError {
  readonly _tag = "NothingCanCome"

  readonly workflow: string
  /** The state that nothing leads out of; a function has none. */
  readonly state: string | undefined

  constructor(workflow: string, state: string | undefined, reason: string) {
    super({
      code: "RUN-023",
      message: `Workflow \`${workflow}\` waits ${state === undefined ? "" : `at \`${state}\` `}for what can never come: ${reason}.`,
      hint: "Wait for what something at work can bring about, or put a `sleep` beside it as the time limit: race only what has something in it, take several mutexes in one order, let as many come to a barrier as it asks for.",
    })
    this.workflow = workflow
    this.state = state
  }
}
