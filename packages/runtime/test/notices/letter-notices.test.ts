import { Context, Effect, Metric, References } from "effect"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { createEngineWith, type NoticeInfo } from "../../src/index.ts"
import { PostWebhook, type WebhookRequest } from "../../src/notices/post-webhook.ts"
import { newDatabase } from "../engine/new-database.ts"
import { oneStep } from "../engine/one-step.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"

const workflows = oneStep(async ({ n }) => {
  throw new Error(`CANARY ${n}`)
}, {})

const webhooks = [{ url: "https://ops.example/hook", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }]

describe("dead letters", () => {
  it("F07.10 that are too many are heard, counted, kept on record and sent, once, without what they hold", async () => {
    const sent: WebhookRequest[] = []
    const post = Context.make(PostWebhook, async (request: WebhookRequest) => sent.push(request) && 200)
    const services = Context.add(Context.merge(virtualTime().services, post), Metric.MetricRegistry, new Map())
    const deadLetters = { alert: { above: 2, within: "1 hour" } } as const
    const database = await newDatabase()
    await using engine = await createEngineWith(services, { database, workflows, webhooks, deadLetters })
    const heard: NoticeInfo[] = []
    engine.notices.on("dead-letters", (notice) => heard.push(notice))
    for (const n of [1, 2, 3, 4]) await (await engine.workflows.job.start({ n }, {})).outcome()
    await until(() => heard.length > 0 && sent.length > 0)
    expect(heard).toMatchObject([{ facts: { count: 3, above: 2, within: 3_600_000 } }])
    expect((await engine.notices.list({ kind: "dead-letters" })).notices).toHaveLength(1)
    expect(sent.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { type: "dead-letters", data: { count: 3, above: 2, within: 3_600_000 } },
    ])
    expect(sent[0]?.body).not.toContain("CANARY")
    const metrics = await Effect.runPromiseWith(services)(Metric.snapshot)
    expect(metrics.find(({ id }) => id === "statewright_dead_letters_above")).toMatchObject({ state: { value: 3 } })
  })

  it("F07.11 are untouched by an engine with a wrong key, or none, and are there for the right one", async () => {
    const database = await newDatabase()
    const keys = [{ id: "k1", key: Buffer.alloc(32, 1) }]
    const services = Context.make(References.MinimumLogLevel, "None")
    const open = (more: object) => createEngineWith(services, { database, workflows, ...more })
    const first = await open({ encryption: { keys } })
    await (await first.workflows.job.start({ n: 1 }, { id: "run" })).outcome()
    const { letters } = await first.letters.list()
    expect(letters).toMatchObject([{ step: "work" }])
    const [{ id } = { id: 0 }] = letters
    const letter = await first.letters.get(id)
    await first.close()

    const before = readFileSync(database)
    await expect(open({ encryption: { keys: [{ id: "k1", key: Buffer.alloc(32, 2) }] } })).rejects.toThrow(
      /"k1" is not/u,
    )
    await expect(open({ encryption: { keys: [{ id: "k2", key: Buffer.alloc(32, 2) }] } })).rejects.toThrow(/"k1"/u)
    await expect(open({})).rejects.toMatchObject({ _tag: "KeyMissing", keyIds: ["k1"] })
    expect(readFileSync(database).equals(before)).toBe(true)
    expect(before.includes("CANARY")).toBe(false)

    await using again = await open({ encryption: { keys } })
    expect(await again.letters.get(id)).toEqual(letter)
    expect(letter.error).toMatchObject({ message: "CANARY 1" })
  })
})
