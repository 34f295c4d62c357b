import type { Planner, PlannerParts } from "./operation.ts"
import { waitRowOf } from "./payloads.ts"
import type { Presence } from "./presence.ts"
import type { Payload } from "./schema.ts"

interface Key {
  readonly runId: string
  readonly frame: string
  readonly waitId: string
}

/** Opens and closes waits for events. */
export const planWaits = ({ prepare, payloads }: PlannerParts, presence: Presence): Planner => {
  const open = prepare(
    "write-waits/open",
    (
      q,
      v: Key & {
        number: number
        name: string
        site: string
        key: string | null
        given: Payload | null
        onTimeout: Payload | null
        dueAt: number | null
        after: number | null
        at: number
        trouble: Payload | null
      },
    ) =>
      q.insertInto("waits").values({
        run_id: v.runId,
        frame: v.frame,
        wait_id: v.waitId,
        number: v.number,
        name: v.name,
        site: v.site,
        match_key: v.key,
        given: v.given,
        on_timeout: v.onTimeout,
        due_at: v.dueAt,
        after_seq: v.after,
        opened_at: v.at,
        trouble: v.trouble,
      }),
  )
  const close = prepare("write-waits/close", (q, v: Key) =>
    q.deleteFrom("waits").where("run_id", "=", v.runId).where("frame", "=", v.frame).where("wait_id", "=", v.waitId),
  )
  const mark = prepare("write-waits/mark", (q, v: Key & { trouble: Payload }) =>
    q
      .updateTable("waits")
      .set({ trouble: v.trouble })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId),
  )

  return ({ transition }, add) => {
    const { runId, at } = transition
    const sealed = (text: string | null, column: "wait.given" | "wait.on_timeout" | "wait.trouble", row: string) =>
      text === null ? null : payloads.seal(text, column, runId, row)
    for (const { frame, waitId } of transition.closeWaits ?? []) add(() => void close.run({ runId, frame, waitId }))
    for (const wait of transition.openWaits ?? []) {
      const { frame, waitId, number, name, site, key, dueAt, after } = wait
      const place = waitRowOf(wait)
      const given = sealed(wait.given, "wait.given", place)
      const onTimeout = sealed(wait.onTimeout, "wait.on_timeout", place)
      const trouble = sealed(wait.trouble, "wait.trouble", place)
      const sealedKey = key === null ? null : payloads.sealAlike(key, "wait.match_key")
      const values = {
        runId,
        frame,
        waitId,
        number,
        name,
        site,
        key: sealedKey,
        given,
        onTimeout,
        dueAt,
        after,
        at,
        trouble,
      }
      add(() => {
        presence.note("waits")
        open.run(values)
        return undefined
      })
    }
    for (const { trouble, ...key } of transition.troubles ?? []) {
      const values = { ...key, trouble: payloads.seal(trouble, "wait.trouble", key.runId, waitRowOf(key)) }
      add(() => void mark.run(values))
    }
  }
}
