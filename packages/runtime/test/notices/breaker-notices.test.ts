import { Context, Effect, Metric } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith, type NoticeInfo } from "../../src/index.ts"
import { PostWebhook, type WebhookRequest } from "../../src/notices/post-webhook.ts"
import { down } from "../engine/breaker-shop.ts"
import { newDatabase } from "../engine/new-database.ts"
import { oneStep } from "../engine/one-step.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { workshop } from "../engine/workshop.ts"

describe("a breaker that opens and closes", () => {
  it("F05.6 is heard, counted, kept on record and sent, each change once", async () => {
    const place = workshop()
    const time = virtualTime()
    const sent: WebhookRequest[] = []
    const post = Context.make(PostWebhook, async (request: WebhookRequest) => sent.push(request) && 200)
    const services = Context.add(Context.merge(time.services, post), Metric.MetricRegistry, new Map())
    const breaker = { key: "payments", failureThreshold: 1, openFor: "1 minute" }
    await using engine = await createEngineWith(services, {
      database: await newDatabase(),
      workflows: oneStep(place.act, { step: { breaker } }),
      webhooks: [{ url: "https://ops.example/hook", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }],
    })
    const heard: NoticeInfo[] = []
    engine.notices.on("all", (notice) => heard.push(notice))
    const through = async (n: number, error?: Error): Promise<void> => {
      const run = await engine.workflows.job.start({ n }, {})
      await until(() => place.atWork().includes(n))
      place.finish(n, error)
      await run.outcome()
    }
    await through(1, down)
    await time.pass("1 minute")
    await through(2)
    const changes = [
      ["closed", "open"],
      ["open", "half-open"],
      ["half-open", "closed"],
    ]
    const ofBreaker = (notices: readonly NoticeInfo[]) => notices.filter(({ kind }) => kind === "breaker")
    await until(() => ofBreaker(heard).length === changes.length)
    expect(ofBreaker(heard)).toMatchObject(changes.map(([from, to]) => ({ subject: "payments", facts: { from, to } })))
    expect((await engine.notices.list({ kind: "breaker" })).notices.toReversed()).toMatchObject(
      changes.map(([from, to]) => ({ facts: { from, to } })),
    )
    const messages = () => sent.map(({ body }) => JSON.parse(body) as { type: string; data: object }) // ours
    await until(() => messages().filter(({ type }) => type === "breaker").length === changes.length)
    expect(messages().filter(({ type }) => type === "breaker")).toMatchObject(
      changes.map(([from, to]) => ({ data: { subject: "payments", from, to } })),
    )
    const metrics = await Effect.runPromiseWith(services)(Metric.snapshot)
    const counted = metrics.filter(({ id }) => id === "statewright_breaker_transitions")
    expect(counted).toHaveLength(changes.length)
    for (const [from, to] of changes) {
      expect(counted).toContainEqual(
        expect.objectContaining({
          attributes: { key: "payments", from, to },
          state: expect.objectContaining({ count: 1 }),
        }),
      )
    }
    expect(metrics.find(({ id }) => id === "statewright_breaker_state")).toMatchObject({ state: { value: 0 } })
  })
})
