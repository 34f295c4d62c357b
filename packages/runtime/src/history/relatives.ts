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
  const parent = link === undefined ? undefined : await parentInfo(store, link)
  return { ...(parent !== undefined && { parent }), root: link?.rootId ?? id, children }
}

/** Reads the run that a run comes from in the end, with all that came from it. */
export const treeOf = async (store: Store, id: string): Promise<RunTree | undefined> => {
  const link = await store.link(id)
  const root = link?.rootId ?? id
  const under = new Map<string, Info[]>()
  const known = new Set<string>()
  const parents = new Map<string, Info>()
  let rootAt = link?.rootAt
  for await (const each of paged((page) => store.tree(root, { ...page, ...(link && { rootAt: link.rootAt }) }))) {
    const { parentId, parentAt, at } = each
    rootAt = each.rootAt
    const info = await infoOf(store, each)
    known.add(nameOf(info.id, info.madeAt))
    const parent = nameOf(parentId, parentAt)
    if (!parents.has(parent)) parents.set(parent, { id: parentId, at, madeAt: parentAt })
    const beside = under.get(parent) ?? []
    beside.push(info)
    under.set(parent, beside)
  }
  const run = await stateOf(store, root)
  if (run === undefined && under.size === 0) return undefined
  const isKept = rootAt === undefined || run?.madeAt === rootAt
  const first: Info = { id: root, at: 0, madeAt: rootAt ?? null, ...(isKept && { at: run?.at ?? 0, ...run?.shown }) }
  // Of a run that is no longer kept, only those that came from it know.
  const top = nameOf(root, first.madeAt)
  const gone = [...parents].flatMap(([name, parent]) => (name === top || known.has(name) ? [] : [parent]))
  if (gone.length > 0) under.set(top, [...gone, ...(under.get(top) ?? [])])
  const branch = ({ madeAt, ...info }: Info): RunTree => ({
    ...info,
    children: (under.get(nameOf(info.id, madeAt)) ?? []).map(branch),
  })
  return branch(first)
}

/** A run in a tree. */
interface Info extends Omit<RunTree, "children"> {
  /** Others may have had its id; null where nobody knows. */
  readonly madeAt: number | null
}

const nameOf = (id: string, madeAt: number | null): string => `${id}@${madeAt ?? ""}`

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

const parentInfo = async (store: Store, { parentId, parentAt, kind, parentWait }: LinkRow): Promise<ParentInfo> => ({
  id: parentId,
  kind,
  ...(parentWait !== null && { wait: parentWait }),
  ...((await store.run(parentId))?.createdAt !== parentAt && { gone: true }),
})

const childInfo = async (store: Store, link: LinkRow): Promise<ChildInfo> => {
  const { madeAt: _, ...info } = await infoOf(store, link)
  return { ...info, kind: link.kind }
}

const infoOf = async (store: Store, link: LinkRow): Promise<Info> => {
  const { runId, kind, parentWait, entry, refusal, at } = link
  const state = refusal === null ? await stateOf(store, runId) : undefined
  return {
    id: runId,
    kind,
    at,
    madeAt: state?.madeAt ?? null,
    ...state?.shown,
    ...(parentWait !== null && { wait: parentWait }),
    ...(entry !== null && { entry }),
    ...(refusal !== null && { refusal: shownStored(refusal, `why run ${runId} did not start`) }),
  }
}

interface State {
  readonly at: number
  /** Null where it has not begun. */
  readonly madeAt: number | null
  readonly shown: Pick<ChildInfo, "workflow" | "status" | "endedAt" | "error">
}

const stateOf = async (store: Store, id: string): Promise<State | undefined> => {
  const found = await acceptedRun(store, id)
  if (found === undefined) return undefined
  if (found.kind === "to-start") {
    const { name, acceptedAt } = found.start
    return { at: acceptedAt, madeAt: null, shown: { workflow: name ?? "", status: "queued" } }
  }
  const { workflow, status, createdAt, endedAt, error } = found.row
  const why = error === null ? {} : { error: shownStored(error, `the error of run ${id}`) }
  const shown = { workflow, status, ...(endedAt !== null && { endedAt }), ...why }
  return { at: createdAt, madeAt: createdAt, shown }
}
