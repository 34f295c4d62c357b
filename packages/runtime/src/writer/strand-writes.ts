import { encodeError, type StrandBegun, type StrandEnded } from "@statewright/model"
import type { StrandWrite } from "@statewright/store"
import { payloadText } from "../boundary/payload-text.ts"
import { mainFrame } from "./live-runs.ts"

/** The row of a member of a group that begins. */
export const strandBegun = ({ group, item, name, wait, within }: StrandBegun): StrandWrite => ({
  kind: "begin",
  frame: mainFrame,
  groupId: group,
  item,
  waitId: wait,
  ...(name !== undefined && { name }),
  ...(within !== undefined && { within }),
})

/** What is written of one that has ended: what it came to, if its group keeps that here. */
export const strandEnded = ({ group, item, status, outcome }: StrandEnded): StrandWrite => {
  const write = { kind: "end", frame: mainFrame, groupId: group, item, status } as const
  if (outcome === undefined) return write
  const payload = outcome.ok
    ? payloadText(outcome.value, `what member ${item} of ${group} came to`)
    : encodeError(outcome.error)
  return { ...write, payload }
}
