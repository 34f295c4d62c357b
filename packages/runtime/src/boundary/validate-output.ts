import { payloadText } from "./payload-text.ts"
import { parse } from "@statewright/workflow"
import type { AnyWorkflow } from "../machine/program.ts"

/** A workflow's result as stored text, once its schema has accepted it. */
export const validateOutput = async ({ definition }: AnyWorkflow, output: unknown): Promise<string> => {
  const boundary = `output of workflow \`${definition.name}\``
  return payloadText(await parse(definition.output, output, boundary), boundary)
}
