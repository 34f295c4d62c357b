import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { createEngine } from "@statewright/runtime"
import type { KillPoint } from "@statewright/store/kill-point"
import { describe, expect, it } from "vitest"
import { effectsVariable } from "./log/effect-log.ts"
import { nameVariable } from "./log/process-name.ts"
import { workflows } from "./generated/index.ts"
import { newSite, type Site } from "./site/site.ts"
import type { LettersOrders } from "./worker/letters-worker.ts"

const boxes = ["north", "south", "west"]
const count = 6

/** One life of a process that sends letters; how it ended. */
const life = async (site: Site, more: Pick<LettersOrders, "dies"> = {}): Promise<unknown> => {
  const orders: LettersOrders = { database: site.database, told: site.told, boxes, count, ...more }
  const file = join(site.folder, "letters.json")
  writeFileSync(file, JSON.stringify(orders))
  const program = fileURLToPath(new URL("worker/letters-worker.ts", import.meta.url))
  const env = { ...process.env, [effectsVariable]: site.effects, [nameVariable]: "letters" }
  const child = spawn(process.execPath, [program, file], { env, stdio: "inherit" })
  const [code, signal] = (await once(child, "close")) as [number | null, string | null] // as Node says
  return signal ?? code
}

const points: readonly (readonly [KillPoint, readonly number[]])[] = [
  ["inbox-stored", [1, 2, 2]],
  ["tx-before", [2, 3, 4]],
  ["tx-half", [2, 3, 4]],
  ["tx-after", [2, 3, 4]],
  ["result-stored", [1, 2, 3]],
  ["lead-taken", [1, 1]],
]

describe("a process that is killed between the sending of events and their being taken", () => {
  it.each(points)(
    "N.2 F10.5 at %s (hits %j of its lives) loses none and gives none twice (fault 2) (fault 19)",
    async (at, hits) => {
      const site = await newSite("letters")
      for (const hit of hits) expect(await life(site, { dies: { at, hits: hit } })).toBe("SIGKILL")
      expect(await life(site)).toBe(0)
      await using engine = await createEngine({ database: site.database, workflows })
      for (const box of boxes) {
        const run = await engine.workflows.letters.get(box)
        const letters = Array.from({ length: count }, (_, n) => `${box} ${n}`)
        expect(await run.result()).toEqual(letters)
        const { events, waits, steps } = await run.info()
        expect(events.map(({ id }) => id)).toEqual(letters)
        expect(waits).toEqual([])
        expect(steps.map(({ status }) => status)).toEqual(letters.map(() => "completed"))
      }
      // Who was told of a letter that its run has not taken would have been told a lie.
      const told = new Set(readFileSync(site.told, "utf8").trim().split("\n"))
      expect(told.size).toBe(boxes.length * count)
    },
  )
})
