import { step, workflow } from "statewright"
import { z } from "zod"

const Invoice = z.object({ tenant: z.string(), number: z.int(), cents: z.int() })

export const print = step("print", {
  input: Invoice,
  output: z.string(),
  // One printer, whoever prints.
  concurrency: { limit: 1 },
  run: async ({ tenant, number }) => `${tenant}-${number}.pdf`,
})

export const mail = step("mail", {
  input: z.object({ tenant: z.string(), file: z.string() }),
  output: z.string(),
  // What the mail service allows, for each customer of it.
  rate: { limit: 10, per: "1 second", key: ({ tenant }) => tenant },
  run: async ({ file }, { idempotencyKey }) => `sent ${file} as ${idempotencyKey}`,
})

export const invoice = workflow(
  "invoice",
  {
    input: Invoice,
    output: z.string(),
    // No tenant keeps the others waiting: three of each are at work at once, the rest stand in line.
    concurrency: { limit: 3, key: ({ tenant }) => tenant },
    tags: ({ tenant, cents }) => ({ tenant, large: cents > 100_000 }),
  },
  async (job) => {
    const file = await print(job)
    return mail({ tenant: job.tenant, file })
  },
)
