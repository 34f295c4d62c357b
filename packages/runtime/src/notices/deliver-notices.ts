import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { Delivery, Lease, NoticeRow, Store } from "@statewright/store"
import { PostWebhook } from "./post-webhook.ts"
import { signWebhook } from "./sign-webhook.ts"
import type { Webhook } from "./webhook.ts"
import { webhookBody } from "./webhook-body.ts"
import { webhookDelay } from "./webhook-delay.ts"

/** So many are read at once, and so many are on their way at once. */
const page = 20
const atOnce = 4

/** How long an endpoint has to answer. */
const patience = "10 seconds"

/** How long the leader sleeps at most, in ms: a clock that was moved is noticed within this time. */
const longestPause = 60_000

/** Sends notices to webhooks. */
export interface Deliverer {
  /** Some were stored. */
  readonly nudge: () => void
  /** Sends what is due, and waits for what will be. */
  readonly run: Effect.Effect<void, unknown>
}

/**
 * Delivers each notice at least once to every endpoint that wants it, with one id whatever the try; what became of a try is
 * stored, so that a process that dies goes on with it.
 */
export const makeDeliverer = (
  store: Store,
  { epoch }: Pick<Lease, "epoch">,
  webhooks: readonly Webhook[],
): Deliverer => {
  const nudged = Latch.makeUnsafe()

  const post = Effect.fnUntraced(function* (webhook: Webhook, row: NoticeRow, id: string) {
    const send = yield* PostWebhook
    const at = yield* Clock.currentTimeMillis
    const body = webhookBody(row)
    const headers = signWebhook(webhook.secret, { id, at, body })
    const status = yield* Effect.tryPromise((signal) => send({ url: webhook.url, headers, body, signal })).pipe(
      Effect.timeout(patience),
      Effect.orElseSucceed(() => 0),
    )
    return status >= 200 && status < 300
  })

  const deliver = Effect.fnUntraced(function* (row: NoticeRow) {
    const wanting = webhooks.filter(({ wants }) => wants(row.kind))
    const id = `notice_${row.at}_${row.seq}`
    const reached = yield* Effect.forEach(wanting, (webhook) => post(webhook, row, id), { concurrency: "unbounded" })
    const at = yield* Clock.currentTimeMillis
    const tries = row.tries + 1
    const delay = reached.includes(false) ? webhookDelay(tries) : undefined
    const delivery: Delivery = { seq: row.seq, tries, deliverAt: delay === undefined ? null : at + delay }
    yield* attempt(() => store.commit(epoch, [{ runId: "", at, run: { kind: "none" }, deliveries: [delivery] }]))
    if (reached.includes(false) && delay === undefined) {
      yield* Effect.logWarning(`Notice ${row.seq} (${row.kind}) could not be delivered in ${tries} tries.`)
    }
  })

  const run = Effect.gen(function* () {
    const at = yield* Clock.currentTimeMillis
    nudged.closeUnsafe()
    const due = yield* attempt(() => store.noticesDue({ at, limit: page }))
    yield* Effect.forEach(due, deliver, { concurrency: atOnce, discard: true })
    if (due.length === page) return
    const next = yield* attempt(() => store.nearestNotice())
    const pause = next === undefined ? longestPause : Math.min(Math.max(0, next - at), longestPause)
    yield* Effect.raceFirst(Effect.sleep(pause), nudged.await)
  })

  return { nudge: () => nudged.openUnsafe(), run }
}

const attempt = <Value>(ask: () => Promise<Value>): Effect.Effect<Value, unknown> =>
  Effect.tryPromise({ try: ask, catch: (error) => error })
