import type { Lock, LockedId, LockedWorkflow } from "./lock.ts"

/** What a compilation has found. */
export interface Found {
  /** The ids of each workflow that compiled. */
  readonly workflows: ReadonlyMap<string, readonly LockedId[]>
  readonly steps: Iterable<string>
  /** Whether that is all of the project: what is missing is gone then, and else only refused. */
  readonly complete: boolean
}

/** The lock after a compilation: nothing is forgotten, what is gone is only marked. */
export const nextLock = (lock: Lock, { workflows, steps, complete }: Found): Lock => {
  const kept = (each: LockedWorkflow): LockedWorkflow =>
    complete ? { removed: true, ids: each.ids.map((id) => ({ ...id, removed: true })) } : each
  return {
    workflows: new Map([
      ...[...lock.workflows].map(([name, each]) => [name, kept(each)] as const),
      ...[...workflows].map(([name, ids]) => [name, { removed: false, ids }] as const),
    ]),
    steps: new Map([
      ...[...lock.steps].map(([name, removed]) => [name, complete || removed] as const),
      ...[...steps].map((name) => [name, false] as const),
    ]),
  }
}
