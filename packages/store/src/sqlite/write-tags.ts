import type { TagValue } from "@statewright/model"
import type { Planner, PlannerParts } from "./operation.ts"

/** Writes what a new run is found by. */
export const planTags = ({ prepare }: PlannerParts): Planner => {
  const insert = prepare("write-tags/insert", (q, v: { runId: string; name: string; value: string; at: number }) =>
    q.insertInto("run_tags").values({ run_id: v.runId, name: v.name, value: v.value, created_at: v.at }),
  )

  return ({ transition }, add) => {
    const { run, runId, at } = transition
    if (run.kind !== "insert" || run.tags === undefined) return
    for (const [name, value] of Object.entries(run.tags)) {
      add(() => void insert.run({ runId, name, value: tagText(value), at }))
    }
  }
}

/** A tag's value as it is compared: its JSON, so that the number 12 is not the text "12". */
export const tagText = (value: TagValue): string => JSON.stringify(value)

/** The value of what `tagText` made. */
export const tagValue = (text: string): TagValue => JSON.parse(text) as TagValue // `tagText` wrote it
