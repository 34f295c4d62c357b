import type { EventRow } from "@statewright/store"
import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { memoReader } from "../../src/boundary/memo-reader.ts"
import { keyIndex } from "../../src/events/key-index.ts"
import { site } from "../../src/machine/index.ts"

/** Events of the orders `o0`, `o1` ..., one in each ms. */
const row = (seq: number): EventRow => ({
  seq,
  runId: "",
  id: `sent:${seq}`,
  name: "paid",
  payload: `[1,{"order":"o${seq}"}]`,
  acceptedAt: seq,
  settled: seq !== 2,
  reached: 0,
  refusal: null,
})

describe("the index of events by key", () => {
  it("N.4 forgets what nobody may take any more, and keeps what no leader has looked at", async () => {
    let sent = 0
    const asked: number[] = []
    const index = keyIndex(
      {
        broadcasts: async ({ after, limit }) =>
          Array.from({ length: Math.min(limit, sent - after) }, (_, n) => row(after + n + 1)),
        event: async (seq) => {
          asked.push(seq)
          return row(seq)
        },
      },
      () => memoReader(Context.empty()),
      10,
    )
    const place = { name: "paid", site: site("paid", { paths: [["order"]] }) }
    const key = (seq: number): string => JSON.stringify([`string o${seq}`])
    sent = 12
    expect(await index.find(place, key(1), 0)).toEqual([1])
    sent = 30
    expect(await index.find(place, key(30), 25)).toEqual([30])
    expect(await index.find(place, key(1), 25)).toEqual([])
    expect(await index.find(place, key(2), 25)).toEqual([2])
    expect(await index.find(place, key(25), 25)).toEqual([25])
    expect(asked).toEqual([2])
  })
})
