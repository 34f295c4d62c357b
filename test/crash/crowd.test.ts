import { spawn } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { createEngine } from "@statewright/runtime"
import type { KillPoint } from "@statewright/store/kill-point"
import { describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newSite, type Site } from "./site/site.ts"
import type { CrowdOrders } from "./worker/crowd-worker.ts"

const numbered = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name} ${n}`)

/** More than one transaction takes. */
const readers = numbered(210, "reader")
const letters = numbered(210, "letter")
/** Each reader takes so many. */
const count = 2
const late = "late reader"

/** One life of a process; how it ended. */
const life = async (site: Site, more: Pick<CrowdOrders, "dies"> = {}): Promise<unknown> => {
  const orders: CrowdOrders = { database: site.database, readers, late, letters, count, ...more }
  const file = join(site.folder, "crowd.json")
  writeFileSync(file, JSON.stringify(orders))
  const program = fileURLToPath(new URL("worker/crowd-worker.ts", import.meta.url))
  const [code, signal] = (await once(spawn(process.execPath, [program, file], { stdio: "inherit" }), "close")) as [
    number | null,
    string | null,
  ] // as Node says
  return signal ?? code
}

const points: readonly (readonly [KillPoint, readonly number[]])[] = [
  // Each of the first two letters reaches the readers in three parts.
  ["tx-after", [1, 2, 2]],
  ["tx-half", [300, 1_000]],
  // The late reader takes the letters in three parts, once all have been looked at.
  ["timer-fired", [1, 1]],
]

describe("a process that is killed in the midst of an event to hundreds of runs, or of hundreds to one", () => {
  it.each(points)(
    "N.2 F10.5 at %s (hits %j of its lives) goes on where it was: none is lost, and none is given twice (fault 2) (fault 19)",
    async (at, hits) => {
      const site = await newSite("crowd")
      for (const hit of hits) expect(["SIGKILL", 0]).toContain(await life(site, { dies: { at, hits: hit } }))
      expect(await life(site)).toBe(0)
      await using engine = await createEngine({ database: site.database, workflows })
      for (const id of readers) {
        expect(await (await engine.workflows.letters.get(id)).result(), id).toEqual(letters.slice(0, count))
      }
      expect(await (await engine.workflows.letters.get(late)).result()).toEqual(letters)
      const { events } = await engine.events.list({ limit: letters.length })
      const reached = events.toReversed().map((event) => event.reached)
      expect(reached).toEqual(letters.map((_, n) => (n < count ? readers.length + 1 : 1)))
    },
  )
})
