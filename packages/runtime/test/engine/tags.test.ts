import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { type Job, oneStep } from "./one-step.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

const done = async () => "done"
const byTenant = { tags: ({ tenant, n }: Job) => ({ tenant, n, kind: "job" }) }

describe("tags", () => {
  it("P.9 come from the workflow and from the start, which wins, and find the run", async () => {
    const { services, pass } = virtualTime()
    const workflows = oneStep(done, { workflow: byTenant })
    await using engine = await createEngineWith(services, { database: await newDatabase(), workflows })
    const { job } = engine.workflows
    const first = await job.start({ n: 1 }, { id: "first", tags: { kind: "express", gift: true } })
    await first.result()
    expect(await first.info()).toMatchObject({ tags: { tenant: "acme", n: 1, kind: "express", gift: true } })
    await pass("1 hour")
    await (await job.start({ n: 2, tenant: "other" }, { id: "second" })).result()
    await (await job.start({ n: 3 }, { id: "third" })).result()

    const ids = async (filter: object) => (await engine.runs.list(filter)).runs.map(({ id }) => id)
    expect(await ids({ tags: { tenant: "acme" } })).toEqual(["third", "first"])
    expect(await ids({ tags: { tenant: "acme", n: 3 }, workflow: "job", status: "completed" })).toEqual(["third"])
    expect(await ids({ tags: { kind: ["job", "express"] }, startedBefore: 1000 })).toEqual(["first"])
    expect(await ids({ tags: { kind: "job" }, startedAfter: 1000, limit: 1 })).toHaveLength(1)
    expect(await ids({ tags: { n: "3" } })).toEqual([])
    const [listed] = (await engine.runs.list({ tags: { gift: true } })).runs
    expect(listed?.tags).toEqual({ gift: true, kind: "express", n: 1, tenant: "acme" })

    // Whoever repeats a start is given the run as it is.
    await job.start({ n: 1 }, { id: "first", tags: { kind: "late" } })
    expect(await first.info()).toMatchObject({ tags: { kind: "express" } })
  })

  it("P.9 come through the inbox where another engine leads", async () => {
    const { services, pass } = virtualTime()
    const options = { database: await newDatabase(), workflows: oneStep(done, { workflow: byTenant }) }
    await using leader = await createEngineWith(services, options)
    await using other = await createEngineWith(services, options)
    expect(other.role()).toBe("standby")
    await other.workflows.job.start({ n: 7 }, { id: "far", tags: { note: 'it\'s "12"' } })
    await until(async () => {
      await pass("50 millis")
      return (await leader.runs.list({ tags: { note: 'it\'s "12"', n: 7 } })).runs.length === 1
    })
  })

  it.each<[string, object, string]>([
    ["a value that is none", { when: new Date(0) }, 'the value of "when" is no text'],
    ["nothing", { who: undefined }, 'the value of "who" is no text'],
    ["a number that is none", { n: Number.NaN }, 'the value of "n" is NaN'],
    ["a long text", { n: "x".repeat(257) }, 'the value of "n" has more than 256'],
    ["half a character", { n: "\ud800" }, 'the value of "n" holds half'],
    ["no name", { "": 1 }, "a name is empty"],
    ["a long name", { ["n".repeat(65)]: 1 }, "is longer than 64"],
    ["a name that no command line could ask for", { "a=b": 1 }, 'the name "a=b" holds `=`'],
    ["too many", Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`t${n}`, n])), "they are 33, more than 32"],
    ["no object", ["acme"], "`tags` is no object"],
  ])("P.9 N.6 refuse %s, and nothing is started", async (_, tags, problem) => {
    const workflows = oneStep(done)
    await using engine = await createEngineWith(virtualTime().services, { database: await newDatabase(), workflows })
    // What JavaScript would let through.
    await expect(engine.workflows.job.start({ n: 1 }, { tags: tags as Record<string, string> })).rejects.toMatchObject({
      _tag: "InvalidTags",
      code: "RUN-040",
      message: expect.stringContaining(problem),
    })
    expect((await engine.runs.list()).runs).toEqual([])
  })

  it("P.9 N.6 tell whoever starts a run that the workflow's own function throws", async () => {
    const cause = new TypeError("no such tenant")
    const throwing = {
      tags: () => {
        throw cause
      },
    }
    const workflows = oneStep(done, { workflow: throwing })
    await using engine = await createEngineWith(virtualTime().services, { database: await newDatabase(), workflows })
    await expect(engine.workflows.job.start({ n: 1 })).rejects.toMatchObject({ _tag: "InvalidTags", cause })
    expect((await engine.runs.list()).runs).toEqual([])
  })
})
