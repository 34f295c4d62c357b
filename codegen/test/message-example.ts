const preamble = `import { atLeast, barrier, type Chained, detach, failure, forEach, fork, mutex, parallel, pool, race, scope, sleep, step, validate, waitForEvent, workflow } from "statewright"
import { z } from "zod"
export const charge = step("charge", { input: z.object({ cents: z.number() }), output: z.string(), run: async ({ cents }) => String(cents) })
export const uses: unknown[] | readonly Chained[] = [atLeast, barrier, detach, failure, forEach, fork, mutex, parallel, pool, race, scope, sleep, step, validate, waitForEvent, workflow]
`

/** A whole workflow file for an example of a message: the body of a workflow, unless it calls \`workflow\` or \`step\` itself. */
export const exampleFile = (example: string): string =>
  /\b(workflow|step)\(/.test(example)
    ? preamble + example
    : `${preamble}export const example = workflow("example", { input: z.object({ cents: z.number(), items: z.array(z.number()) }) }, async ({ cents, items }) => {
void items
void cents
${example}})
`
