import { spawn } from "node:child_process"
import { once } from "node:events"
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { decodeValue } from "@statewright/model"
import type { KillPoint } from "@statewright/store/kill-point"
import { describe, expect, it } from "vitest"
import { historyOf, observe } from "./history/history.ts"
import type { Observation } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { effectsVariable } from "./log/effect-log.ts"
import { nameVariable } from "./log/process-name.ts"
import { newSite, type Site } from "./site/site.ts"
import type { WelderOrders } from "./worker/welder-worker.ts"
import { rustVariable } from "./workflows/welds.workflow.ts"

const rusty = { inTurn: ["frame", "rusty fork"], atOnce: ["wheel", "bell", "lamp"] }
const atOnce = { inTurn: ["frame"], atOnce: ["wheel", "rusty bell", "rusty lamp"] }

const runs = [
  { id: "on in turn", input: rusty },
  { id: "on at once", input: atOnce },
  { id: "again in turn", input: rusty },
]

/** One life of a process that welds; how it ended. */
const life = async (site: Site, more: Pick<WelderOrders, "dies" | "mends">): Promise<unknown> => {
  const { database, leads, told } = site
  const orders: WelderOrders = { database, leads, told, runs, ...more }
  const file = join(site.folder, "welder.json")
  writeFileSync(file, JSON.stringify(orders))
  const program = fileURLToPath(new URL("worker/welder-worker.ts", import.meta.url))
  const own = { [effectsVariable]: site.effects, [nameVariable]: "welder", [rustVariable]: rustAt(site) }
  const child = spawn(process.execPath, [program, file], {
    env: { ...process.env, ...own },
    stdio: ["ignore", "ignore", "inherit"],
  })
  const [code, signal] = (await once(child, "close")) as [number | null, string | null] // as Node says
  return signal ?? code
}

const rustAt = ({ folder }: Site): string => join(folder, "rust")

const points: readonly (readonly [KillPoint, readonly number[], readonly number[]])[] = [
  ["tx-before", [6, 5], [2, 3, 5]],
  ["tx-half", [24, 22], [3, 9, 15]],
  ["tx-after", [6, 5], [1, 2, 4]],
  ["inbox-stored", [], [1, 2]],
  ["result-stored", [4], [1, 2]],
]

describe("a process that is killed while steps fail for good, and while their dead letters are replayed and resumed", () => {
  it.each(points)(
    "N.2 F07.1 F07.8 at %s (hits %j, then %j of its lives): a letter for each failure, one replay for each (fault 30)",
    async (at, failing, mending) => {
      const site = await newSite("welds")
      const observations: Observation[] = []
      writeFileSync(rustAt(site), "")
      for (const hits of failing) {
        // It may have nothing more to do by then.
        expect(["SIGKILL", 0]).toContain(await life(site, { mends: false, dies: { at, hits } }))
        observations.push(await observe(site))
      }
      expect(await life(site, { mends: false })).toBe(0)
      const failed = await observe(site)
      observations.push(failed)
      expect(failed.runs.map(({ row }) => row.status)).toEqual(["failed", "failed", "failed"])
      expect(failed.letters).toHaveLength(4)

      rmSync(rustAt(site))
      for (const hits of mending) {
        expect(["SIGKILL", 0]).toContain(await life(site, { mends: true, dies: { at, hits } }))
        observations.push(await observe(site))
      }
      expect(await life(site, { mends: true })).toBe(0)
      const history = await historyOf(site, { observations })
      expect(await violationsOf(history)).toEqual([])
      expect(history.end.letters).toEqual([])
      const ends = history.end.runs.map(({ row }) => row.status).toSorted()
      expect(ends).toEqual(["completed", "completed", "completed", "failed"])
      const outputOf = (id: string): unknown => {
        const run = history.end.runs.find(({ row }) => row.id === id)
        return run?.row.output === null ? run.row.status : decodeValue(run?.row.output ?? "")
      }
      expect(outputOf("on in turn")).toEqual(
        ["frame", "rusty fork", "wheel", "bell", "lamp"].map((part) => `${part} holds`),
      )
      expect(outputOf("on at once")).toEqual(
        ["frame", "wheel", "rusty bell", "rusty lamp"].map((part) => `${part} holds`),
      )
      expect(outputOf("again in turn")).toBe("failed")
    },
  )
})
