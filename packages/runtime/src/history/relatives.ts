import type { LinkRow, Store, StrandRow } from "@statewright/store"
import type { ChildInfo, GroupInfo, ParentInfo, RunTree, StrandInfo } from "../client/relatives.ts"
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
  const under = new Map<string, ChildInfo[]>()
  for await (const link of paged((page) => store.tree(root, page))) {
    const known = under.get(link.parentId) ?? []
    known.push(await childInfo(store, link))
    under.set(link.parentId, known)
  }
  const run = await stateOf(store, root)
  const branch = (info: Omit<RunTree, "children">): RunTree => ({
    ...info,
    children: (under.get(info.id) ?? []).map(branch),
  })
  return run === undefined && under.size === 0 ? undefined : branch({ id: root, at: run?.at ?? 0, ...run?.shown })
}

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
): Promise<{ readonly at: number; readonly shown: Pick<ChildInfo, "workflow" | "status"> } | undefined> => {
  const found = await acceptedRun(store, id)
  if (found === undefined) return undefined
  if (found.kind === "to-start") {
    const { name, acceptedAt } = found.start
    return { at: acceptedAt, shown: { workflow: name ?? "", status: "queued" } }
  }
  const { workflow, status, createdAt } = found.row
  return { at: createdAt, shown: { workflow, status } }
}

/** The groups of a run, in the order in which they began. */
export const groupInfos = (rows: readonly StrandRow[]): readonly GroupInfo[] =>
  [...Map.groupBy(rows, ({ groupId }) => groupId)]
    .map(([wait, strands]) => ({ wait, strands: strands.map(strandInfo) }))
    .toSorted((a, b) => numberOf(a.wait) - numberOf(b.wait))

const numberOf = (wait: string): number => Number(wait.slice(wait.lastIndexOf("#") + 1))

const strandInfo = (row: StrandRow): StrandInfo => {
  const { item, name, waitId, within, status, startedAt, endedAt, payload } = row
  const came = payload === null ? undefined : shownStored(payload, `what branch ${item} of ${row.groupId} came to`)
  return {
    item,
    wait: waitId,
    status,
    startedAt,
    ...(name !== null && { name }),
    ...(within !== null && { within }),
    ...(endedAt !== null && { endedAt }),
    ...(payload !== null && (status === "completed" ? { output: came } : { error: came })),
  }
}
