import { proveSchema, type Schema } from "@statewright/workflow"
import type { Program, Registry } from "../machine/program.ts"

/** Rejects with `InvalidJsonSchema`, which names the place, unless every JSON Schema of a registry is one. */
export const proveSchemas = async (workflows: Registry): Promise<void> => {
  for (const program of Object.values(workflows)) {
    for (const [place, schema] of boundariesOf(program)) await proveSchema(schema, place)
  }
}

type Boundary = readonly [place: string, schema: Schema | undefined]

const boundariesOf = ({ workflow, steps, events }: Program): readonly Boundary[] => {
  const { name, input, output } = workflow.definition
  return [
    [`input of workflow \`${name}\``, input],
    [`output of workflow \`${name}\``, output],
    ...Object.values(steps).flatMap(({ definition }): readonly Boundary[] => [
      [`input of step \`${definition.name}\``, definition.input],
      [`output of step \`${definition.name}\``, definition.output],
      [`\`${definition.name}\` in workflow \`${name}\``, definition.builtIn?.schema],
    ]),
    ...Object.values(events).map((event): Boundary => [
      `event \`${event.name}\` of workflow \`${name}\``,
      event.schema,
    ]),
  ]
}
