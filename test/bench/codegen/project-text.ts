/** The text of a workflow file with a loop, a branch, a `try` and a helper of another module: what a project is made of. */
export const ordinaryWorkflow = (
  number: number,
  rate = 2,
): string => `import { sleep, step, workflow } from "statewright"
import { z } from "zod"
import { fee, type Line } from "../shared.ts"

const Order = z.object({ lines: z.array(z.object({ sku: z.string(), cents: z.number() })), express: z.boolean() })

export const reserve${number} = step("reserve-${number}", { input: z.string(), output: z.boolean(), run: async () => true })
export const charge${number} = step("charge-${number}", { input: z.number(), output: z.string(), run: async () => "receipt" })
export const refund${number} = step("refund-${number}", { input: z.string(), output: z.number(), run: async () => 0 })

/** Takes what is in store, and charges for it. */
export const order${number} = workflow("order-${number}", { input: Order, output: z.number() }, async ({ lines, express }) => {
  const taken: Line[] = []
  let total = 0
  for (const line of lines) {
    if (!(await reserve${number}(line.sku))) continue
    taken.push(line)
    total += fee(line, ${rate})
  }
  if (express) total += 500
  else await sleep("1 day")
  const receipt = await charge${number}(total)
  try {
    for (const { cents } of taken) {
      if (cents > 10_000) await charge${number}(cents - 10_000)
    }
  } catch {
    total -= await refund${number}(receipt)
  }
  return total
})
`

/** A module that every ordinary workflow imports. */
export const sharedModule = `export interface Line {
  readonly sku: string
  readonly cents: number
}

export const fee = ({ cents }: Line, rate: number): number => cents * rate
`

/** A workflow of many steps, in stretches and branches. */
export const longWorkflow = (steps: number): string => `import { step, workflow } from "statewright"
import { z } from "zod"

export const move = step("move", { input: z.number(), output: z.number(), run: async (n) => n + 1 })

export const long = workflow("long", { input: z.object({ from: z.number() }), output: z.number() }, async ({ from }) => {
  let total = from
${Array.from({ length: steps / 4 }, (_, at) => stretch(at)).join("\n")}
  return total
})
`

const stretch = (at: number): string => `  const moved${at} = await move(total + ${at})
  total += await move(moved${at})
  if (total % 2 === 0) {
    total -= await move(total)
  } else {
    await move(moved${at} - total)
  }`
