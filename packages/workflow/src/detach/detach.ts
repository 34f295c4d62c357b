// oxlint-disable-next-line eslint/no-restricted-imports -- natively there is no service to ask
import { randomUUID } from "node:crypto"
import { shownValue } from "@statewright/model"
import { currentCalls } from "../call/calls.ts"
import type { Work } from "../group/join-options.ts"
import { InvalidOption } from "../option/invalid-option.ts"
import { ownRegion } from "../region/after-clean-up.ts"
import { owed } from "../region/region.ts"
import { lineage } from "../workflow/lineage.ts"
import type { RunRef } from "../workflow/run-ref.ts"

/**
 * Goes on with a part of a workflow as a run of its own, which neither ends with this one nor is waited for. It may share
 * no variable with the rest. In a test it is not run.
 *
 * @example const { id } = await detach(() => remind(order))
 */
export const detach = (work: Work): Promise<RunRef> => {
  if (typeof work !== "function") {
    throw new InvalidOption("detach", `its work is ${shownValue(work)}`, "Give an async function.")
  }
  const told = owed()
  if (told !== undefined) return told
  const calls = currentCalls()
  if (calls !== undefined) return Promise.resolve(calls.detach())
  ownRegion()
    .run(async () => work())
    .catch(() => {})
  return Promise.resolve({ id: `native/${randomUUID()}`, workflow: lineage().at(-1) ?? "native" })
}
