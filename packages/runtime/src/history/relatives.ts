import type { LinkRow, Store } from "@statewright/store"
import type { ChildInfo, ParentInfo, RunTree } from "../client/relatives.ts"
import { acceptedRun } from "../start/accepted-run.ts"
import { shownStored } from "./read-stored.ts"

/** Where a run comes from, and what came from it. */
export interface Relatives {
  readonly parent?: ParentInfo
  readonly root: string
  readonly children: readonly ChildInfo[]
}

/** Reads where a run comes from, and what came from it, the oldest first. */
export const relativesOf = async (store: Store, id: string): Promise<Relatives> => {
  const link = await store.link(id)
  const children: ChildInfo[] = []
  for await (const each of paged((page) => store.linksOf(id, page))) children.push(await childInfo(store, each))
  return { ...(link !== undefined && { parent: parentInfo(link) }), root: link?.rootId ?? id, children }
}

/** Reads the run that a run comes from in the end, with all that came from it. */
export const treeOf = async (store: Store, id: string): Promise<RunTree | undefined> => {
  const root = (await store.link(id))?.rootId ?? id
  const under = new Map<string, Info[]>()
  const known = new Set([root])
  for await (const link of paged((page) => store.tree(root, page))) {
    known.add(link.runId)
    const beside = under.get(link.parentId) ?? []
    beside.push(await childInfo(store, link))
    under.set(link.parentId, beside)
  }
  const run = await stateOf(store, root)
  if (run === undefined && under.size === 0) return undefined
  // Of a run that is no longer kept, only those that came from it know.
  const gone = [...under].flatMap(([parent, [first]]): Info[] =>
    known.has(parent) ? [] : [{ id: parent, at: first?.at ?? 0 }],
  )
  if (gone.length > 0) under.set(root, [...gone, ...(under.get(root) ?? [])])
  const branch = (info: Info): RunTree => ({ ...info, children: (under.get(info.id) ?? []).map(branch) })
  return branch({ id: root, at: run?.at ?? 0, ...run?.shown })
}

type Info = Omit<RunTree, "children">

const pageSize = 500

async function* paged(
  read: (page: { limit: number; after?: Pick<LinkRow, "at" | "runId"> }) => Promise<readonly LinkRow[]>,
): AsyncGenerator<LinkRow> {
  for (let after: LinkRow | undefined; ;) {
    const rows = await read({ limit: pageSize, ...(after !== undefined && { after }) })
    yield* rows
    after = rows.at(-1)
    if (rows.length < pageSize) return
  }
}

const parentInfo = ({ parentId, kind, parentWait }: LinkRow): ParentInfo => ({
  id: parentId,
  kind,
  ...(parentWait !== null && { wait: parentWait }),
})

const childInfo = async (store: Store, link: LinkRow): Promise<ChildInfo> => {
  const { runId, kind, parentWait, entry, refusal, at } = link
  return {
    id: runId,
    kind,
    at,
    ...(refusal === null && (await stateOf(store, runId))?.shown),
    ...(parentWait !== null && { wait: parentWait }),
    ...(entry !== null && { entry }),
    ...(refusal !== null && { refusal: shownStored(refusal, `why run ${runId} did not start`) }),
  }
}

const stateOf = async (
  store: Store,
  id: string,
): Promise<
  { readonly at: number; readonly shown: Pick<ChildInfo, "workflow" | "status" | "endedAt" | "error"> } | undefined
> => {
  const found = await acceptedRun(store, id)
  if (found === undefined) return undefined
  if (found.kind === "to-start") {
    const { name, acceptedAt } = found.start
    return { at: acceptedAt, shown: { workflow: name ?? "", status: "queued" } }
  }
  const { workflow, status, createdAt, endedAt, error } = found.row
  const why = error === null ? {} : { error: shownStored(error, `the error of run ${id}`) }
  return { at: createdAt, shown: { workflow, status, ...(endedAt !== null && { endedAt }), ...why } }
}
