import { StatewrightError } from "@statewright/model"

/** A step, or a sub-workflow, no longer takes or answers what it did when a run began that is about to call it. */
export class ContractChanged extends StatewrightError {
  readonly _tag = "ContractChanged"
  /** The step; `workflow <name>` of a sub-workflow. */
  readonly step: string

  constructor(step: string) {
    const workflow = workflowOf(step)
    const kind = workflow === undefined ? "step" : "workflow"
    const what = workflow === undefined ? `Step \`${step}\`` : `Workflow \`${workflow}\``
    super({
      code: "RUN-022",
      message: `${what} has another input, output or errors than when this run began.`,
      hint: `Start an engine whose ${kind} has those again, or give the changed ${kind} a new name.`,
    })
    this.step = step
  }
}

/** Under which name a sub-workflow stands among the contracts: no step has a space in its name. */
export const contractOfWorkflow = (workflow: string): string => `${prefix}${workflow}`

const prefix = "workflow "

/** The sub-workflow that a contract is of; `undefined` if it is of a step. */
export const workflowOf = (contract: string): string | undefined =>
  contract.startsWith(prefix) ? contract.slice(prefix.length) : undefined
