import { readSealedMark, type TagValue } from "@statewright/model"
import type { Planner, PlannerParts } from "./operation.ts"

/** Writes what a new run is found by. */
export const planTags = ({ prepare, payloads }: PlannerParts): Planner => {
  const insert = prepare("write-tags/insert", (q, v: { runId: string; name: string; value: string; at: number }) =>
    q.insertInto("run_tags").values({ run_id: v.runId, name: v.name, value: v.value, created_at: v.at }),
  )

  return ({ transition }, add) => {
    const { run, runId, at } = transition
    if (run.kind !== "insert" || run.tags === undefined) return
    for (const [name, value] of Object.entries(run.tags)) {
      const text = payloads.sealAlike(tagText(value), "tag.value")
      add(() => void insert.run({ runId, name, value: text, at }))
    }
  }
}

/** A tag's value as it is compared: its JSON, so that the number 12 is not the text "12". */
export const tagText = (value: TagValue): string => JSON.stringify(value)

/** The value of what `tagText` made; of what cannot be opened, what a person is shown. */
export const tagValue = (text: string): TagValue => readSealedMark(text)?.shown ?? (JSON.parse(text) as TagValue) // `tagText` wrote it
