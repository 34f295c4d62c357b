import { Context, References } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { type Failure, failingStore, failures, strideOf } from "./failing-store.ts"
import { newDatabase } from "./new-database.ts"
import { virtualTime } from "./virtual-time.ts"
import { waiting } from "./waiting-programs.ts"

/** What events ask of a store, beside what every run does. */
const callsOfEvents = ["insertInbox", "event", "eventsFor", "waitsFor", "hasReceived", "waits", "commit"]

describe("events on a store that fails once", () => {
  it.each(failures)("N.8, N.2 are all taken, once and in order, whichever call is %s (fault 36)", async (failure) => {
    const calls = new Set<string>()
    for (let nth = 1; ; nth += strideOf(failure)) {
      const { taken, noted, failed } = await sendAll(nth, failure)
      expect([taken, noted], `call ${nth}: ${[...failed].join(", ")}`).toEqual([
        ["early", "to it", "late"],
        ["first", "second"],
      ])
      if (failed.size === 0) break
      for (const name of failed) calls.add(name)
    }
    // Where every other call is the first to fail, it depends on how many there are which of them are that.
    const least = strideOf(failure) === 1 ? callsOfEvents : []
    expect([...calls]).toEqual(expect.arrayContaining(least))
  })
})

/** Sends events to two runs as a patient caller does, and tells in which order they took them. */
const sendAll = async (
  nth: number,
  failure: Failure,
): Promise<{ readonly taken: readonly string[]; readonly noted: unknown; readonly failed: ReadonlySet<string> }> => {
  const time = virtualTime()
  const store = failingStore(nth, failure)
  const services = Context.mergeAll(time.services, store.services, Context.make(References.MinimumLogLevel, "None"))
  const database = await newDatabase()
  const open = () => createEngineWith(services, { database, workflows: waiting })
  await using engine = await again(open)

  /** Time passes meanwhile. */
  const patiently = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    const tried = again(act)
    const settled = tried.then(
      () => true,
      () => true,
    )
    while ((await Promise.race([settled, time.pass("1 second")])) === undefined);
    return tried
  }
  const send = (name: string, payload: unknown, id: string, to?: string) =>
    patiently(() => engine.events.send({ name, payload, id, ...(to !== undefined && { to }) }))

  await send("tick", { cents: 1 }, "early")
  const collect = await patiently(() => engine.workflows.collect.start({ count: 3, least: 0 }, { id: "c" }))
  const pair = await patiently(() => engine.workflows.pair.start(undefined, { id: "p" }))
  await send("note", "first", "n1")
  await send("tick", { cents: 2 }, "to it", "c")
  await send("tick", { cents: 3 }, "late")
  await send("note", "second", "n2")
  const noted = await patiently(() => pair.result())
  await patiently(() => collect.result())
  const { events } = await patiently(() => collect.info())
  return { taken: events.map(({ id }) => id), noted, failed: store.failed }
}

/** Until it does not fail: a store fails five times at most. */
const again = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  for (let times = 0; times < 5; times++) {
    try {
      return await act()
    } catch {
      // Once more.
    }
  }
  return act()
}
