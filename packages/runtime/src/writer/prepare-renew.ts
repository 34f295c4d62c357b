import { ask } from "../limit/begin-calls.ts"
import type { Caching } from "../policy/cache/caching.ts"
import { keptIn } from "../policy/cache/kept-in.ts"
import type { Moment } from "./moment.ts"
import type { Prepared } from "./prepared.ts"
import type { RenewedWork, RenewWork } from "./work.ts"

/**
 * Prepares an attempt at a step that renews a stale answer, and belongs to no run; `undefined` where it would have to wait for
 * others: whoever is given the stale answer next asks once more.
 */
export const prepareRenew = async (
  { runId, program, name, input, tenant, key, storedAt, gone }: RenewWork,
  { now, token, asking }: Moment,
): Promise<Prepared | undefined> => {
  // The answers of an API to the same key of idempotency may be the same, too.
  const wait = { frame: "cache", waitId: `${key.slice(0, 16)}/${storedAt}` }
  const given = asking({ id: runId, program })
  const answer = await ask(given, { ...wait, name, input })
  if (answer.kind === "queue") answer.undo()
  if (answer.kind !== "begin" || answer.problem !== undefined) return undefined
  const { permit, undo } = answer
  const call = { runId, program, tenant, ...wait, name, input }
  return {
    transition: {
      runId: "",
      at: now,
      run: { kind: "none" },
      ...(permit !== undefined && permit.rates.length > 0 && { rates: permit.rates }),
    },
    launches: [],
    renewal: {
      done: gone,
      launch: { ...call, attempt: 1, token: token(), renews: true, ...(permit && { permit }) },
    },
    ...(undo && { undo }),
  }
}

/** Prepares what follows when it has ended. */
export const prepareRenewed = (caching: Caching, { put }: RenewedWork, now: number): Prepared | undefined => {
  if (put === undefined) return undefined
  const { rows, after } = keptIn(caching, put)
  return { transition: { runId: "", at: now, run: { kind: "none" }, ...rows }, launches: [], ...after }
}
