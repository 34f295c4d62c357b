import type { Tags } from "@statewright/model"
import type { PlannerParts } from "./operation.ts"
import { tagValue } from "./write-tags.ts"

/** Reads the tags of a run, by name. */
export const tagReader = ({ prepare, payloads }: PlannerParts): ((runId: string) => Tags) => {
  const ofRun = prepare("read-tags/ofRun", (q, v: { runId: string }) =>
    q.selectFrom("run_tags").select(["name", "value"]).where("run_id", "=", v.runId).orderBy("name"),
  )
  return (runId) =>
    Object.fromEntries(
      ofRun.all({ runId }).map(({ name, value }) => [name, tagValue(payloads.openAlike(value, "tag.value"))]),
    )
}
