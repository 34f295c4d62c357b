import type { LinkKind, NewLink } from "../port/link-row.ts"
import { cancelChildren } from "./cancel-children.ts"
import type { Planner, PlannerParts } from "./operation.ts"
import type { Presence } from "./presence.ts"
import type { Payload } from "./schema.ts"

interface LinkValues {
  readonly runId: string
  readonly kind: LinkKind
  readonly parentId: string
  readonly parentWait: string | null
  readonly rootId: string
  readonly depth: number
  readonly entry: string | null
  readonly refusal: Payload | null
  readonly at: number
  readonly ended: number
}

/** Writes which runs come from the one that moves, and what becomes of them. */
export const planLinks = ({ prepare, payloads }: PlannerParts, presence: Presence): Planner => {
  const insert = prepare("write-links/insert", (q, v: LinkValues) =>
    q.insertInto("links").values({
      run_id: v.runId,
      kind: v.kind,
      parent_id: v.parentId,
      parent_at: (e) => e.selectFrom("runs").select("created_at").where("id", "=", v.parentId),
      parent_wait: v.parentWait,
      root_id: v.rootId,
      // Its parent knows, or is the root itself.
      root_at: (e) =>
        e.fn.coalesce(
          e.selectFrom("links").select("links.root_at").where("run_id", "=", v.parentId),
          e.selectFrom("runs").select("created_at").where("id", "=", v.parentId).where("id", "=", v.rootId),
        ),
      depth: v.depth,
      entry: v.entry,
      refusal: v.refusal,
      at: v.at,
      ended: v.ended,
    }),
  )
  const detach = prepare("write-links/detach", (q, v: { parentId: string; waitId: string }) =>
    q
      .updateTable("links")
      .set({ kind: "detached" })
      .where("parent_id", "=", v.parentId)
      .where("parent_wait", "=", v.waitId)
      .where("ended", "=", (e) => e.lit(0)),
  )
  const cut = cancelChildren(prepare)

  return ({ transition, sent }, add) => {
    const { runId: parentId, at, links = [], detaches = [], cutChildren = [] } = transition
    for (const link of links) {
      const values = valuesOf(link, { parentId, at })
      add(() => {
        presence.note("links")
        insert.run(values)
        return undefined
      })
    }
    for (const { waitId } of detaches) add(() => void detach.run({ parentId, waitId }))
    for (const { waitId } of cutChildren) {
      add(() => {
        if (presence.has("links")) sent.push(...cut.ofWait({ parentId, waitId, at }))
        return undefined
      })
    }
  }

  function valuesOf(link: NewLink, given: Pick<LinkValues, "parentId" | "at">): LinkValues {
    const { runId, kind, parentWait = null, rootId, depth, entry = null, refusal } = link
    const sealed = refusal === undefined ? null : payloads.seal(refusal, "link.refusal", runId, "")
    return { ...given, runId, kind, parentWait, rootId, depth, entry, refusal: sealed, ended: sealed === null ? 0 : 1 }
  }
}
