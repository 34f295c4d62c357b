import type { Frame } from "@statewright/model"
import type { StrandRow } from "@statewright/store"
import type { GroupInfo, StrandInfo } from "../client/relatives.ts"
import { groupLocals } from "../machine/group-locals.ts"
import { shownStored } from "./read-stored.ts"

/** The groups of a run, in the order in which they began; of those at work, what they ask for, too. */
export const groupInfos = (rows: readonly StrandRow[], frame: Frame | undefined): readonly GroupInfo[] => {
  const asked = new Map(
    [...(frame?.activations.values() ?? [])]
      .filter(({ waiting }) => waiting?.kind === "group")
      .map((group) => [group.settles, askedOf(groupLocals(group).spec)]),
  )
  return [...Map.groupBy(rows, ({ groupId }) => groupId)]
    .map(([wait, strands]) => ({ wait, ...asked.get(wait), strands: strands.map(strandInfo) }))
    .toSorted((a, b) => numberOf(a.wait) - numberOf(b.wait))
}

type GroupSpec = ReturnType<typeof groupLocals>["spec"]

const askedOf = ({ word, rule, total, window }: GroupSpec): Omit<GroupInfo, "wait" | "strands"> => ({
  word,
  ...(rule.kind !== "open" && { total }),
  ...(window > 0 && { window }),
  ...(rule.kind === "count" && { need: rule.need }),
  ...(rule.kind === "first" && { need: 1 }),
})

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
