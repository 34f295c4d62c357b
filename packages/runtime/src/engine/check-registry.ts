import { shownValue } from "@statewright/model"
import { isStep, isWorkflow } from "@statewright/workflow"
import { InvalidRegistry } from "../error/invalid-registry.ts"
import type { Program } from "../machine/program.ts"

/** Refuses a registry that is not what codegen writes, before anything is opened. Throws `InvalidRegistry`. */
export const checkRegistry = (workflows: unknown): void => {
  if (!isObject(workflows) || Array.isArray(workflows)) {
    throw new InvalidRegistry(`they are ${shownValue(workflows)}, and no registry`)
  }
  const keys = new Map<string, string>()
  for (const [key, program] of Object.entries(workflows)) {
    const name = checkProgram(key, program)
    const before = keys.get(name)
    if (before !== undefined && Reflect.get(workflows, before) !== program) {
      throw new InvalidRegistry(
        `\`${before}\` and \`${key}\` are two workflows of one name, \`${name}\``,
        "Give one of them another name in its `workflow(...)`, and run `statewright codegen`.",
      )
    }
    keys.set(name, key)
  }
  // All of them were looked at above.
  for (const [key, { children }] of Object.entries(workflows as Readonly<Record<string, Program>>)) {
    const missing = children.find(({ definition }) => !keys.has(definition.name))?.definition.name
    if (missing === undefined) continue
    throw new InvalidRegistry(
      `\`${key}\` starts the workflow \`${missing}\`, which is not among them`,
      "Give `createEngine` all that codegen writes.",
    )
  }
}

/** The name of the program's workflow. */
const checkProgram = (key: string, program: unknown): string => {
  const at = `\`${key}\``
  if (isWorkflow(program)) throw new InvalidRegistry(`${at} is a workflow that is not compiled`)
  if (!isObject(program)) throw new InvalidRegistry(`${at} is ${shownValue(program)}, and no compiled workflow`)
  const { workflow, version, procedures, steps, children, contracts } = program
  if (!isWorkflow(workflow)) throw new InvalidRegistry(`${at} has no workflow`)
  if (typeof version !== "string" || version === "") throw new InvalidRegistry(`${at} has no version`)
  if (!isObject(procedures) || !Object.hasOwn(procedures, "main") || !Object.values(procedures).every(isMachine)) {
    throw new InvalidRegistry(`${at} has no machine for its body, or for a helper`)
  }
  if (!isObject(steps) || !isObject(contracts)) throw new InvalidRegistry(`${at} has no steps or no contracts`)
  const noWorkflow = !Array.isArray(children) || !children.every(isWorkflow)
  if (noWorkflow) throw new InvalidRegistry(`${at} starts what is no workflow`)
  const noStep = Object.entries(steps).find(([, step]) => !isStep(step))
  if (noStep !== undefined) throw new InvalidRegistry(`what ${at} has as its step \`${noStep[0]}\` is none`)
  return workflow.definition.name
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const isMachine = (value: unknown): boolean => isObject(value) && typeof value["resolveState"] === "function"
