import type { LinkPage, LinkRow } from "../port/link-row.ts"
import { madeAt } from "./made-at.ts"
import type { PlannerParts } from "./operation.ts"
import type { Payload } from "./schema.ts"

const linkColumns = [
  "run_id as runId",
  "kind",
  "parent_id as parentId",
  "parent_at as parentAt",
  "parent_wait as parentWait",
  "root_id as rootId",
  "root_at as rootAt",
  "depth",
  "entry",
  "refusal",
  "at",
  "ended",
] as const

type StoredLink = Omit<LinkRow, "refusal" | "ended"> & { readonly refusal: Payload | null; readonly ended: number }

/** Reads which run came from which. */
export const linkReader = ({ prepare, payloads }: PlannerParts) => {
  const one = prepare("read-links/one", (q, v: { runId: string }) =>
    q.selectFrom("links").select(linkColumns).where("run_id", "=", v.runId),
  )
  const ofParent = prepare(
    "read-links/ofParent",
    (q, v: { parentId: string; at: number; runId: string; limit: number }) =>
      q
        .selectFrom("links")
        .select(linkColumns)
        .where("parent_id", "=", v.parentId)
        .where("parent_at", "is", (e) => madeAt(e, v.parentId, "parent"))
        .where((e) => e(e.refTuple("at", "run_id"), ">", e.tuple(v.at, v.runId)))
        .orderBy("at")
        .orderBy("run_id")
        .limit(v.limit),
  )
  const ofRoot = prepare(
    "read-links/ofRoot",
    (q, v: { rootId: string; rootAt: number | null; at: number; runId: string; limit: number }) =>
      q
        .selectFrom("links")
        .select(linkColumns)
        .where("root_id", "=", v.rootId)
        .where("root_at", "is", v.rootAt)
        .where((e) => e(e.refTuple("at", "run_id"), ">", e.tuple(v.at, v.runId)))
        .orderBy("at")
        .orderBy("run_id")
        .limit(v.limit),
  )
  const rootAtOf = prepare("read-links/rootAtOf", (q, v: { rootId: string }) =>
    q
      .selectFrom("links")
      .select((e) => madeAt(e, v.rootId, "root").as("at"))
      .where("root_id", "=", v.rootId)
      .limit(1),
  )
  const atWait = prepare("read-links/atWait", (q, v: { parentId: string; waitId: string }) =>
    q
      .selectFrom("links")
      .select(linkColumns)
      .where("parent_id", "=", v.parentId)
      .where("parent_wait", "=", v.waitId)
      .where("kind", "=", "child")
      .where("ended", "=", (e) => e.lit(0)),
  )
  const ancestors = prepare("read-links/ancestors", (q, v: { runId: string }) =>
    q
      .withRecursive("above(id, height)", (w) =>
        w
          .selectFrom("links")
          .select((e) => ["parent_id as id", e.lit(1).as("height")])
          .where("run_id", "=", v.runId)
          .where("kind", "=", "child")
          .unionAll((u) =>
            u
              .selectFrom("above")
              .innerJoin("links", "links.run_id", "above.id")
              .select((e) => ["links.parent_id as id", e("above.height", "+", 1).as("height")])
              .where("links.kind", "=", "child"),
          ),
      )
      .selectFrom("above")
      .innerJoin("runs", "runs.id", "above.id")
      .select("runs.workflow")
      .orderBy("above.height"),
  )

  const open = ({ refusal, ended, ...link }: StoredLink): LinkRow => ({
    ...link,
    refusal: payloads.openMaybe(refusal, "link.refusal", link.runId, ""),
    ended: ended === 1,
  })
  const start = { at: -1, runId: "" }

  return {
    one: (runId: string): LinkRow | undefined => one.all({ runId }).map(open)[0],
    ofParent: (parentId: string, { limit, after: { at, runId } = start }: LinkPage): LinkRow[] =>
      ofParent.all({ parentId, limit, at, runId }).map(open),
    ofRoot: (
      rootId: string,
      { limit, after: { at, runId } = start, ...given }: LinkPage & { readonly rootAt?: number | null },
    ): LinkRow[] => {
      const { rootAt = rootAtOf.get({ rootId })?.at ?? null } = given
      return ofRoot.all({ rootId, rootAt, limit, at, runId }).map(open)
    },
    atWait: (parentId: string, waitId: string): LinkRow | undefined => atWait.all({ parentId, waitId }).map(open)[0],
    ancestors: (runId: string): string[] => ancestors.all({ runId }).map(({ workflow }) => workflow),
  }
}
