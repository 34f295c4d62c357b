import { describe, expect, it } from "vitest"
import { readEffects } from "./log/effect-log.ts"
import { observe } from "./history/history.ts"
import { resumeParked } from "./site/resume-parked.ts"
import { newSite } from "./site/site.ts"
import { readTold } from "./log/told-log.ts"
import { startWorker } from "./worker/worker-process.ts"

// Door 0 is the mine; behind the others the same step is at work whenever it goes off.
const orders = {
  runs: [5, 0, 6, 7].map((doors) => ({ id: `door-${doors}`, workflow: "mines", input: { doors } }) as const),
}

describe("a step that ends its own process", () => {
  it("N.2 SEMANTICS 18 is parked after three times, the others go on, and it goes on when it is told to", async () => {
    const site = await newSite()
    let lives = 0
    while ((await startWorker(site, orders).ended) === "SIGKILL") lives++
    expect(lives).toBe(3)

    const attempts = (run: string): number => readEffects(site.effects).filter((effect) => effect.run === run).length
    expect(attempts("door-0")).toBe(3)
    const statuses = async (): Promise<readonly string[]> =>
      (await observe(site)).runs.map(({ row }) => `${row.id} ${row.status}`).toSorted()
    expect(await statuses()).toEqual(["door-0 parked", "door-5 completed", "door-6 completed", "door-7 completed"])
    expect((await observe(site)).runs.find(({ row }) => row.status === "parked")?.row.parkedReason).toMatch(
      /^RUN-024 The process ended 3 times in a row while it ran step `tread`\. .*runs resume/,
    )
    expect(readTold(site.told)).toContainEqual({ kind: "parked", run: "door-0" })

    // By then it is mended: the fourth attempt goes well. Nobody leads now, so the next leader takes it up.
    expect(await resumeParked(site)).toEqual(["door-0"])
    while ((await statuses()).includes("door-0 parked")) await startWorker(site, orders).ended
    expect(attempts("door-0")).toBe(4)
    expect(await statuses()).toContain("door-0 completed")
  })
})
