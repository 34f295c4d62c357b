import { createEngine } from "@statewright/runtime"
import { describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { historyOf } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { noteTold } from "./log/told-log.ts"
import { newSite } from "./site/site.ts"
import type { Errand } from "./workflows/errand.workflow.ts"

/** Both are due at once, so they are taken in one batch; the first ends the run. */
const plans: readonly (readonly [string, Errand])[] = [
  ["lost the race", race({ do: "nap", millis: 20 })],
  ["lost the race, and would go on", race({ do: "in turn", of: [nap(20), nap(5)] })],
  ["is waited for by a helper that nobody waits for", race({ do: "settled", of: [nap(20)] })],
]

describe("a run that ends", () => {
  it.each(plans)("N.2 is not moved any more by what comes in the same batch and %s", async (_, plan) => {
    const site = await newSite()
    noteTold(site.told, { kind: "asked to start", run: "race" })
    {
      await using engine = await createEngine({ database: site.database, workflows })
      const run = await engine.workflows.errand.start({ plan }, { id: "race" })
      expect(await run.outcome()).toEqual({ status: "completed", output: { got: [], sum: 0 } })
      expect((await run.info()).status).toBe("completed")
    }
    expect(await violationsOf(await historyOf(site, {}))).toEqual([])
  })
})

function race(loser: Errand): Errand {
  return { do: "race", of: [nap(20), loser] }
}

function nap(millis: number): Errand {
  return { do: "nap", millis }
}
