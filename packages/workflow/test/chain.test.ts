import { describe, expect, it } from "vitest"
import { z } from "zod"
import { type Chained, chainedStarts, InvalidOption, workflow } from "../src/index.ts"

const ship = workflow("ship", { input: z.object({ id: z.string() }) }, async () => {})
const tell = workflow("tell", { input: z.string() }, async () => {})

const order = workflow(
  "order",
  {
    input: z.object({ cents: z.number() }),
    output: z.object({ id: z.string(), paid: z.boolean() }),
    onComplete: (link) => [
      link(ship),
      link(ship, { when: ({ paid }) => paid }),
      link(tell, { input: ({ id }) => `order ${id}` }),
    ],
    onFailure: (link) => [link(tell, { input: ({ error, input }) => `${String(error)} of ${input.cents}` })],
    onCancel: (link) => [link(tell, { input: ({ reason = "no reason" }) => reason })],
  },
  async () => ({ id: "o1", paid: true }),
)

describe("the chains of a workflow", () => {
  it("F09.1 F09.2 F09.3 F09.6 start what its output, a mapping of it, and a condition say", () => {
    const from = { id: "o1", paid: false }
    expect(chainedStarts(order.definition, { on: "complete", from })).toEqual([
      { workflow: "ship", input: from },
      { workflow: "tell", input: "order o1" },
    ])
  })

  it("F09.9 start likewise when it fails, and when it is cancelled", () => {
    const input = { cents: 5 }
    const failed = chainedStarts(order.definition, { on: "failure", from: { error: new Error("no"), input } })
    expect(failed).toEqual([{ workflow: "tell", input: "Error: no of 5" }])
    const cancelled = chainedStarts(order.definition, { on: "cancel", from: { input } })
    expect(cancelled).toEqual([{ workflow: "tell", input: "no reason" }])
    expect(chainedStarts(ship.definition, { on: "complete", from: undefined })).toEqual([])
  })

  it("F09.8 keep the error of a link whose condition or mapping fails, and start the others", () => {
    const wrong = workflow(
      "wrong",
      {
        output: z.string(),
        onComplete: (link) => [
          link(tell, {
            when: () => {
              throw new TypeError("cannot say")
            },
          }),
          link(tell, { when: (async () => true) as never }),
          link(tell),
        ],
      },
      async () => "a",
    )
    expect(chainedStarts(wrong.definition, { on: "complete", from: "a" })).toEqual([
      { workflow: "tell", error: new TypeError("cannot say") },
      { workflow: "tell", error: expect.any(InvalidOption) },
      { workflow: "tell", input: "a" },
    ])
  })

  it("are refused where they are no list of links", () => {
    const end = { on: "complete", from: "a" } as const
    const given = (list: unknown) =>
      workflow("odd", { output: z.string(), onComplete: () => list as readonly Chained[] }, async () => "a")
    for (const list of [undefined, "ship", [ship], [{}]]) {
      expect(() => chainedStarts(given(list).definition, end)).toThrow(InvalidOption)
    }
  })
})
