import type { Launch } from "../../writer/prepared.ts"
import type { CachedCall } from "./cache-key.ts"

/** What the cached answer of a call belongs to. */
export const callOf = ({ runId, tenant, program, name }: Launch): CachedCall => ({
  runId,
  tenant,
  workflow: program.workflow.definition.name,
  step: name,
  contract: program.contracts[name] ?? "",
})
