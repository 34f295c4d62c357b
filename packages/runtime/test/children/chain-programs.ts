import { failure, type Link, type Workflow, workflow } from "@statewright/workflow"
import { z } from "zod"
import { completed, program, registry, returned, segment, setup, sleep, threw, wait } from "../../src/machine/index.ts"

export class SoldOut extends failure("SoldOut", z.object({ item: z.string() })) {}

interface Sale {
  item: string
  cents: number
}

const Sale = z.object({ item: z.string(), cents: z.number() })

/** `async (given) => given` */
const plain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, given: unknown) => completed(given), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const ship = workflow("ship", { input: z.object({ item: z.string() }), output: z.unknown() }, async (given) => given)
const audit = workflow("audit", { input: z.unknown(), output: z.unknown() }, async (given) => given)

/** `async (sale) => { if (sale.item === "none") throw new SoldOut(...); await sleep("1 hour"); return sale }` */
const sell = workflow(
  "sell",
  {
    input: Sale,
    output: Sale,
    errors: [SoldOut],
    onComplete: (link) => [
      link(ship, { input: ({ item }) => ({ item }), when: ({ cents }) => cents > 0 }),
      link(audit, {
        input: (sale) => {
          if (sale.cents > 999) throw new RangeError("too dear")
          return sale
        },
      }),
    ],
    onFailure: (link) => [link(audit)],
    onCancel: (link) => [link(audit)],
  },
  async (sale) => sale,
)

const sellMain = setup<{ sale: Sale }>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(
      (f: { sale: Sale }, sale: Sale) => {
        if (sale.item === "none") throw new SoldOut({ item: sale.item })
        f.sale = sale
        return sleep("1 hour")
      },
      { next: "sleep" },
      { assigns: ["sale"] },
    ),
    sleep: wait("sleep", { done: "end", keep: ["sale"] }),
    end: segment((f: { sale: Sale }) => completed(f.sale), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

/** `async (sale) => sale`, and then `sell` */
const pass = workflow("pass", { input: Sale, output: Sale, onComplete: (link) => [link(sell)] }, async (sale) => sale)

/** `async (sale) => sale`, and then `pass` */
const hand = workflow("hand", { input: Sale, output: Sale, onComplete: (link) => [link(pass)] }, async (sale) => sale)

/** `async (n) => n`, and then itself with one less, while there is any left. */
const count: Workflow<number, number> = workflow(
  "count",
  {
    input: z.number(),
    output: z.number(),
    onComplete: (link) => [link(count, { input: (n) => n - 1, when: (n) => n > 0 })],
  },
  async (n) => n,
)

const broken = workflow(
  "broken",
  { input: z.number(), output: z.number(), onComplete: (link: Link<number>) => link as never },
  async (n) => n,
)

const made = { version: "1", main: plain }

export const workflows = registry({
  sell: program({ workflow: sell, version: "1", main: sellMain }),
  hand: program({ workflow: hand, ...made }),
  pass: program({ workflow: pass, ...made }),
  ship: program({ workflow: ship, ...made }),
  audit: program({ workflow: audit, ...made }),
  count: program({ workflow: count, ...made }),
  broken: program({ workflow: broken, ...made }),
})
