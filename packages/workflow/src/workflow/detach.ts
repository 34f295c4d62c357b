// oxlint-disable-next-line eslint/no-restricted-imports -- natively there is no service to ask
import { randomUUID } from "node:crypto"
import { currentCalls } from "../call/calls.ts"
import { ownRegion } from "../region/after-clean-up.ts"
import { lineage } from "./lineage.ts"
import type { RunRef } from "./run-ref.ts"

/**
 * Lets work go on as a run of its own, of the same workflow and version: nobody waits for its end, and neither run cancels
 * the other. It is given copies of what it uses.
 *
 * @example const { id } = await detach(async () => {
 *   await sleep("1 day")
 *   await remind(order)
 * })
 */
export const detach = (work: () => Promise<unknown>): Promise<RunRef> => {
  const calls = currentCalls()
  if (calls !== undefined) return Promise.resolve(calls.detach())
  // Nobody sees what becomes of it.
  ownRegion()
    .run(async () => work())
    .catch(() => {})
  return Promise.resolve({ id: `native/${randomUUID()}`, workflow: lineage().at(-1) ?? "native" })
}
