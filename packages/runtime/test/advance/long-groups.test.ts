import { describe, expect, it } from "vitest"
import { advance, begin } from "../../src/advance/index.ts"
import { baseWrite, snapshotWrite } from "../../src/snapshot/index.ts"
import { type Script, scriptedProgram } from "./scripted.ts"

/** What a loop over a list leaves in a frame, and what it writes. */
interface Seen {
  readonly bytes: number
  readonly largestBase: number
  readonly mostWaits: number
  readonly mostActivations: number
}

/** Goes through a list of so many, one step for each. */
const goThrough = (length: number, options: object): Seen => {
  const one: Script = { does: [{ kind: "step", name: "a" }] }
  const of = Array.from({ length }, () => one)
  let moved = begin(scriptedProgram, { does: [{ kind: "each", of, options, unused: true }] }, { now: 0 })
  const { log, write } = baseWrite(moved.frame, "run")
  const seen = { bytes: write.text.length, largestBase: write.text.length, mostWaits: 0, mostActivations: 0 }
  const waits: string[] = []
  const take = (): void => {
    for (const command of moved.commands) if (command.kind === "start-step") waits.push(command.wait)
  }
  take()
  for (const wait of waits) {
    const next = advance(scriptedProgram, moved.frame, { wait, outcome: { ok: true, value: "a" }, now: 0 })
    if (next === undefined) throw new Error(`${wait} is not open`)
    moved = next
    take()
    const { kind, text } = snapshotWrite(log, moved.frame, moved.writes)
    seen.bytes += text.length
    if (kind === "base") seen.largestBase = Math.max(seen.largestBase, text.length)
    seen.mostWaits = Math.max(seen.mostWaits, moved.frame.waits.size)
    seen.mostActivations = Math.max(seen.mostActivations, moved.frame.activations.size)
  }
  expect(waits).toHaveLength(length)
  expect(moved.commands.at(-1)?.kind).toBe("complete")
  return seen
}

describe("groups of thousands", () => {
  it.each([
    ["one by one", {}, 1],
    ["side by side", { mode: "parallel" }, 100],
  ])("F03.10 F03.11 %s hold what is at work, and write in proportion", (_, options, window) => {
    const [some, many] = [goThrough(400, options), goThrough(4000, options)]
    expect(many.bytes / some.bytes).toBeLessThan(12)
    expect(many.largestBase / some.largestBase).toBeLessThan(12)
    expect(many.mostWaits).toBeLessThanOrEqual(2 * window + 1)
    expect(many.mostActivations).toBe(window + 2)
  })
})
