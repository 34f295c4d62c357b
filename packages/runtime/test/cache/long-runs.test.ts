import { step, workflow } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { completed, program, registry, returned, segment, setup, start, threw, wait } from "../../src/machine/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { gates } from "./gates.ts"

/** `async () => { const found = await look(); await hold(); return found }`, compiled. */
const longRuns = (look: () => Promise<unknown>, hold: () => Promise<unknown>, version = "1") => {
  const cache = { ttl: "1 minute", staleWhileRevalidate: "1 hour" } as const
  const steps = [
    step("look", { cache, run: async () => look() as Promise<string> }),
    step("hold", { run: async () => hold() as Promise<string> }),
  ] as const
  const [looking, holding] = steps
  const long = workflow("long", {}, async () => {
    const found = await looking()
    await holding()
    return found
  })
  const main = setup<{ found?: unknown }>().createMachine({
    id: "main",
    initial: "begin",
    states: {
      begin: segment(() => start(looking, undefined), { next: "look" }),
      look: wait("look", { done: "found", keep: [] }),
      found: segment(
        (locals: { found?: unknown }, value: unknown) => {
          locals.found = value
          return start(holding, undefined)
        },
        { next: "hold" },
      ),
      hold: wait("hold", { done: "end", keep: ["found"] }),
      end: segment(({ found }: { found?: unknown }) => completed(found), { return: "returned" }),
      returned: returned(),
      threw: threw(),
    },
  })
  return registry({ long: program({ workflow: long, version, main, steps }) })
}

const never = (): Promise<unknown> => new Promise(() => {})

describe("runs that go on after a cached call", () => {
  it("F14.13 F14.12 nobody waits for what is renewed for a run that goes on", async () => {
    const { act, answer } = gates()
    let begun = 0
    const look = () => act(0, (begun += 1))
    const time = virtualTime()
    const workflows = longRuns(look, never)
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
    const found = async (): Promise<unknown> => {
      const run = await engine.workflows.long.start()
      await until(async () => (await run.info()).steps.length === 2)
      return (await run.info()).steps[0]?.output
    }
    answer(1, "old")
    expect(await found()).toBe("old")
    await time.pass("1 minute")
    expect(await found()).toBe("old")
    await until(() => begun === 2)
    expect(await found()).toBe("old")
    answer(2, "new")
    await until(async () => (await engine.cache.list()).entries[0]?.storedAt === 60_000)
    expect(await found()).toBe("new")
  })

  it("F14.12 N.2 calls that wait for another go on waiting when their run could not go on for a while", async () => {
    const { act, answer } = gates()
    let begun = 0
    const look = () => act(0, (begun += 1))
    const database = await newDatabase()
    const open = (version: string) =>
      createEngineWith(virtualTime().services, { database, workflows: longRuns(look, async () => "held", version) })
    const ids = ["a", "b", "c"]
    const first = await open("1")
    for (const id of ids) await first.workflows.long.start(undefined, { id })
    await until(() => begun === 1)
    await first.close()

    const other = await open("2")
    for (const id of ids) expect(await other.runs.get(id)).toMatchObject({ status: "parked" })
    await other.close()

    await using second = await open("1")
    await until(() => begun === 2)
    answer(2, "once")
    for (const id of ids) expect(await (await second.workflows.long.get(id)).result()).toBe("once")
    expect(begun).toBe(2)
    answer(1, "never")
  })
})
