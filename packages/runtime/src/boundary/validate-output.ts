import { payloadText } from "./payload-text.ts"
import type { AnyWorkflow } from "../machine/program.ts"
import type { ToRead, Reader } from "./reader.ts"

/** Whose result it is, and who reads it. */
export interface Validating extends Pick<ToRead, "key"> {
  readonly read: Reader
}

/** A workflow's result as stored text, once its schema has accepted it. */
export const validateOutput = async (
  { definition }: AnyWorkflow,
  output: unknown,
  { read, key }: Validating,
): Promise<string> => {
  const boundary = `output of workflow \`${definition.name}\``
  return payloadText(await read({ schema: definition.output, value: output, boundary, key }), boundary)
}
