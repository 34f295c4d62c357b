import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import { effectsVariable, readEffects } from "./log/effect-log.ts"
import { observe } from "./history/history.ts"
import { newSite } from "./site/site.ts"

const program = fileURLToPath(new URL("racer.ts", import.meta.url))
const racers = 50

describe("many that start a run under one id", () => {
  it("P.9 N.5 in two processes: all are answered the one run, which works once (fault 21)", async () => {
    const site = await newSite()
    const env = { ...process.env, [effectsVariable]: site.effects }
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const { stdout } = await promisify(execFile)(process.execPath, [program, site.database, String(racers)], {
          env,
        })
        return JSON.parse(stdout) as { ids: string[]; other: unknown } // racer.ts writes it
      }),
    )
    for (const { ids, other } of answers) {
      expect(ids).toEqual(Array.from({ length: racers }, () => "same"))
      // Another input is another run.
      expect(other).toBe("RunExists")
    }
    const { runs } = await observe(site)
    expect(runs.map(({ row }) => [row.id, row.status])).toEqual([["same", "completed"]])
    const rung = readEffects(site.effects).filter(({ step, input }) => step === "ring" && input === '{"door":0}')
    expect(new Set(rung.map(({ key }) => key)).size).toBe(1)
    expect(rung).toHaveLength(1)
  })
})
