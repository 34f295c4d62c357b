import { describe, expect, it } from "vitest"
import { type Came, type FlightCall, makeFlights } from "../../src/policy/cache/flights.ts"

const call = (runId: string, waitId = "price#1"): FlightCall => ({ runId, frame: "main", waitId })

/** What came of it so far. */
const watched = (came: Promise<Came>): { come?: Came } => {
  const watching: { come?: Came } = {}
  void came.then((come) => (watching.come = come))
  return watching
}

const rest = () => new Promise((resolve) => setImmediate(resolve))

describe("calls that ask for the same at the same time", () => {
  it("F14.12 one leads, and all others come to what it came to", async () => {
    const flights = makeFlights([], () => 0)
    expect(await flights.join("k", call("a"))).toEqual({ kind: "lead" })
    expect(flights.keyOf(call("a"))).toBe("k")
    const others = ["b", "c", "d"].map((id) => watched(flights.join("k", call(id))))
    expect(await flights.join("other", call("e"))).toEqual({ kind: "lead" })
    await rest()
    expect(others).toEqual([{}, {}, {}])
    flights.landed(call("e"), { kind: "answer", text: "5", at: 1 })
    flights.landed(call("a"), { kind: "answer", text: "1", at: 1 })
    await rest()
    expect(others.map(({ come }) => come)).toEqual(
      Array.from({ length: 3 }, () => ({ kind: "answer", text: "1", at: 1 })),
    )
    expect(await flights.join("k", call("f"))).toEqual({ kind: "lead" })
  })

  it("F14.12 where the one that leads has gone, the next one does", async () => {
    const flights = makeFlights([], () => 0)
    await flights.join("k", call("a"))
    const [b, c, d] = ["b", "c", "d"].map((id) => watched(flights.join("k", call(id))))
    flights.left("b")
    flights.left("a", call("a"))
    await rest()
    expect([b, c, d]).toEqual([{}, { come: { kind: "lead" } }, {}])
    // It asks once more, as one that has looked for nothing yet.
    expect(await flights.join("k", call("c"))).toEqual({ kind: "lead" })
    flights.landed(call("c"), { kind: "error", error: "no", at: 2 })
    await rest()
    expect(d).toEqual({ come: { kind: "error", error: "no", at: 2 } })
  })

  it("F14.12 a run that ends leaves with all its calls, and none of them is asked to lead", async () => {
    const flights = makeFlights([], () => 0)
    await flights.join("k", call("a", "price#1"))
    const own = watched(flights.join("k", call("a", "price#2")))
    const other = watched(flights.join("k", call("b")))
    flights.left("a")
    await rest()
    expect([own, other]).toEqual([{}, { come: { kind: "lead" } }])
  })

  it("F14.12 F14.7 nobody joins one that began before what it asks for was invalidated", async () => {
    let now = 0
    const flights = makeFlights([], () => now)
    await flights.join("k", call("a"))
    const before = watched(flights.join("k", call("b")))
    now = 1
    expect(await flights.join("k", call("c"), (since) => since >= 1)).toEqual({ kind: "lead" })
    const after = watched(flights.join("k", call("d"), (since) => since >= 1))
    flights.landed(call("a"), { kind: "answer", text: "old", at: 1 })
    flights.landed(call("c"), { kind: "answer", text: "new", at: 2 })
    await rest()
    expect([before.come, after.come]).toMatchObject([{ text: "old" }, { text: "new" }])
  })

  it("F14.12 N.2 goes on with what the last leader left, and takes in who is at work on its own", async () => {
    const flights = makeFlights([{ key: "k", ...call("a") }], () => 0)
    const b = watched(flights.join("k", call("b")))
    flights.adopt("k", call("x"))
    flights.adopt("l", call("y"))
    const c = watched(flights.join("l", call("c")))
    flights.landed(call("a"), { kind: "answer", text: "1", at: 1 })
    flights.landed(call("y"), { kind: "answer", text: "2", at: 1 })
    flights.landed(call("x"), { kind: "answer", text: "3", at: 1 })
    await rest()
    expect([b.come, c.come]).toMatchObject([{ text: "1" }, { text: "2" }])
  })
})
