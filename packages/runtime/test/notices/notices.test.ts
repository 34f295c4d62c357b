import { encodeValue } from "@statewright/model"
import Database from "better-sqlite3"
import { Context, References } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith, type NoticeInfo } from "../../src/index.ts"
import { PostWebhook, type WebhookRequest } from "../../src/notices/post-webhook.ts"
import { newDatabase } from "../engine/new-database.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { waiting } from "../engine/waiting-programs.ts"

const webhooks = [{ url: "https://ops.example/hook", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }]
const silent = Context.make(References.MinimumLogLevel, "None")

/** Stores notices of a breaker as a leader does. */
const put = (database: string, at: number, ...facts: readonly object[]): void => {
  const db = new Database(database)
  const insert = db.prepare(
    "INSERT INTO notices (at, kind, subject, facts, deliver_at) VALUES (?, 'breaker', 'payments', ?, ?)",
  )
  for (const each of facts) insert.run(at, encodeValue(each, "facts"), at)
  db.close()
}

/** An engine whose webhooks answer what `answer` says; what they were sent stands in `sent`. */
const site = async (database: string, answer: () => number | Promise<number>, sent: WebhookRequest[] = []) => {
  const time = virtualTime()
  const post = Context.make(PostWebhook, async (request: WebhookRequest) => {
    sent.push(request)
    return answer()
  })
  const services = Context.merge(Context.merge(time.services, silent), post)
  const engine = await createEngineWith(services, { database, workflows: waiting, webhooks })
  return { engine, time, sent }
}

/** What stands of the oldest notice. */
const read = (database: string, column: "tries" | "deliver_at"): unknown => {
  const db = new Database(database)
  const found = db.prepare(`SELECT ${column} FROM notices ORDER BY seq`).pluck().get()
  db.close()
  return found
}

const triesOf = (database: string): unknown => read(database, "tries")
const dueOf = (database: string): unknown => read(database, "deliver_at")

describe("notices", () => {
  it("F07.10 are delivered to webhooks again and again, over restarts, with one id and a new signature", async () => {
    const database = await newDatabase()
    await (await site(database, () => 200)).engine.close()
    put(database, 0, { from: "closed", to: "open" })
    const sent: WebhookRequest[] = []
    for (const [index, status] of [503, 0, 404].entries()) {
      const { engine, time } = await site(database, () => status, sent)
      const before = triesOf(database)
      while (triesOf(database) === before) await time.pass("1 hour")
      expect(sent.length).toBeGreaterThan(index)
      await engine.close()
    }
    const { engine, time } = await site(database, () => 204, sent)
    while (dueOf(database) !== null) await time.pass("1 hour")
    const { notices } = await engine.notices.list()
    expect(notices).toMatchObject([{ kind: "breaker", subject: "payments", facts: { from: "closed", to: "open" } }])
    expect(notices[0]).not.toHaveProperty("deliverAt")
    await engine.close()
    const ids = new Set(sent.map(({ headers }) => headers["webhook-id"]))
    expect(ids.size).toBe(1)
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1)
    expect(sent[0]?.headers["webhook-signature"]).toMatch(/^v1,/u)
    const again = await site(database, () => 204)
    await again.time.pass("1 day")
    expect(again.sent).toEqual([])
    await again.engine.close()
  })

  it("F07.10 are given up after eight tries, and one that hangs holds up no other", async () => {
    const database = await newDatabase()
    await (await site(database, () => 200)).engine.close()
    put(database, 0, { to: "open" })
    const { engine, time, sent } = await site(database, async () => new Promise<number>(() => {}))
    while (dueOf(database) !== null) await time.pass("1 hour")
    expect(triesOf(database)).toBe(8)
    expect(sent.every(({ signal }) => signal.aborted)).toBe(true)
    expect((await engine.notices.list()).notices).toMatchObject([{ tries: 8 }])
    await engine.close()
  })

  it("F05.6 are told to who listens in another process, in order, from then on", async () => {
    const database = await newDatabase()
    const { engine: leader } = await site(database, () => 200)
    put(database, 1, { n: 0 })
    const { engine, time } = await site(database, () => 200)
    expect(engine.role()).toBe("standby")
    const heard: NoticeInfo[] = []
    const others: NoticeInfo[] = []
    const stop = engine.notices.on("breaker", (notice) => {
      heard.push(notice)
      if (heard.length === 1) throw new Error("a listener that fails")
    })
    engine.notices.on("dead-letters", (notice) => others.push(notice))
    put(database, 2, { n: 1 }, { n: 2 })
    await time.pass("1 second")
    await until(() => heard.length === 2)
    expect(heard.map(({ facts }) => facts)).toEqual([{ n: 1 }, { n: 2 }])
    stop()
    put(database, 3, { n: 3 })
    await time.pass("1 second")
    expect([heard.length, others.length]).toEqual([2, 0])
    await engine.close()
    await leader.close()
  })

  it("F05.6 are listed page by page, and go after a time", async () => {
    const database = await newDatabase()
    const { engine } = await site(database, () => 200)
    put(database, 1, { n: 0 }, { n: 1 }, { n: 2 })
    const first = await engine.notices.list({ limit: 2, kind: "breaker" })
    expect(first.notices.map(({ facts }) => facts)).toEqual([{ n: 2 }, { n: 1 }])
    const second = await engine.notices.list({ limit: 2, cursor: first.next ?? "" })
    expect(second.notices.map(({ facts }) => facts)).toEqual([{ n: 0 }])
    expect(second).not.toHaveProperty("next")
    expect((await engine.notices.list({ subject: "other" })).notices).toEqual([])
    await expect(engine.notices.list({ limit: 0 })).rejects.toMatchObject({ _tag: "InvalidOption" })
    expect(() => engine.notices.on(7 as never, () => {})).toThrow(/notices.on/u)
    await engine.close()
    const next = await site(database, () => 200)
    for (let month = 0; month < 4; month++) await next.time.pass("30 days")
    await until(() => triesOf(database) === undefined)
    await next.engine.close()
  })
})
