import type { LinkKind, LinkRow, Store } from "@statewright/store"

/** How a run came from another. */
export interface Origin {
  readonly kind: LinkKind
  readonly parentId: string
  /** Absent where nobody waits for its end. */
  readonly parentWait?: string
  readonly rootId: string
  readonly depth: number
  /** The procedure that it runs of the version that its parent has, where it is no workflow. */
  readonly entry?: string
}

/** A run that knows how it came to be, or has not looked yet. */
export interface Descended {
  readonly id: string
  /** `null`: from no other run. */
  origin: Origin | null | undefined
}

/** How a run came to be: asked once. */
export const originOf = async (store: Pick<Store, "link">, run: Descended): Promise<Origin | null> => {
  if (run.origin === undefined) {
    const row = await store.link(run.id)
    run.origin = row === undefined ? null : originOfRow(row)
  }
  return run.origin
}

const originOfRow = ({ kind, parentId, parentWait, rootId, depth, entry }: LinkRow): Origin => ({
  kind,
  parentId,
  ...(parentWait !== null && { parentWait }),
  rootId,
  depth,
  ...(entry !== null && { entry }),
})

/** How a run comes to be that another begins. */
export const originFrom = (
  parent: { readonly id: string; readonly origin: Origin | null },
  {
    kind,
    wait,
    entry,
  }: { readonly kind: LinkKind; readonly wait?: string | undefined; readonly entry?: string | undefined },
): Origin => ({
  kind,
  parentId: parent.id,
  ...(wait !== undefined && kind === "child" && { parentWait: wait }),
  rootId: parent.origin?.rootId ?? parent.id,
  depth: kind === "detached" ? 0 : (parent.origin?.depth ?? 0) + 1,
  ...(entry !== undefined && { entry }),
})
