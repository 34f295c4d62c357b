import type { Activation, Outcome } from "@statewright/model"
import { type AnyMachineSnapshot, createActor, createMachine, type AnyActorScope, type StateValue } from "xstate"
import { describe, expect, it } from "vitest"
import { newFrame } from "../../src/advance/advance.ts"
import { enter, walk } from "../../src/advance/walk.ts"
import { noBranches } from "../../src/machine/branches.ts"
import type { Move } from "../../src/machine/move.ts"
import { placesOf } from "../../src/machine/places.ts"
import type { Machine } from "../../src/machine/setup.ts"
import { randomMachine } from "./random-machine.ts"
import { dice } from "./random-script.ts"

const moveOf = (script: readonly number[]): Move => {
  const frame = newFrame()
  const locals = { script: [...script], seen: [] }
  const activation: Activation = { number: 0, procedure: "main", state: "", locals }
  frame.activations.set(0, activation)
  const writes = { grown: new Map(), mutated: new Map(), activations: new Set<number>(), waits: new Set<string>() }
  const none = { command: undefined, outcome: undefined, strand: undefined, within: undefined, resting: undefined }
  const given = { workflow: "random", events: {}, limit: { millis: 100 }, now: 0, runId: undefined, outers: [] }
  const moving = { exit: "", value: undefined, throwing: false, still: false, calls: [], commands: [] }
  return { ...given, ...none, ...moving, frame, activation, writes, branches: noBranches() }
}

const self = createActor(createMachine({}))
const nothing = (): void => {}
const scope: AnyActorScope = {
  self,
  id: "",
  sessionId: "",
  system: self.system,
  logger: nothing,
  defer: nothing,
  emit: nothing,
  stopChild: nothing,
  actionExecutor: nothing,
}

const contextOf = (move: Move) => ({ move, locals: move.activation.locals })

const pathOf = (value: StateValue): string =>
  typeof value === "string"
    ? value
    : Object.entries(value)
        .map(([key, inner]) => `${key}.${pathOf(inner as StateValue)}`) // of one region each
        .join("+")

/** What XState says of a machine: where it goes from its first state, and from each that it has come to. */
const byXState = (machine: Machine) => {
  let snapshot: AnyMachineSnapshot | undefined
  return (move: Move) => {
    if (snapshot === undefined) snapshot = machine.getInitialSnapshot(scope, contextOf(move))
    else {
      snapshot.context = contextOf(move)
      snapshot = machine.transition(snapshot, { type: "resume" }, scope)
    }
    if (snapshot.status === "error") throw snapshot.error
    return { path: pathOf(snapshot.value), isFinal: snapshot.status === "done" }
  }
}

const byWalk = (machine: Machine) => {
  const { initial, byPath } = placesOf(machine)
  let at: string | undefined
  return (move: Move) => {
    const place = at === undefined ? undefined : byPath.get(at)
    const { path, isFinal } = place === undefined ? enter(move, initial) : walk(move, place)
    at = path
    return { path, isFinal }
  }
}

/** What it comes to with each outcome in turn, and what has happened on the way. */
const storyOf = (go: (move: Move) => { path: string; isFinal: boolean }, script: readonly number[], ends: number[]) => {
  const move = moveOf(script)
  const story: unknown[] = []
  for (const end of [0, ...ends]) {
    const { path, isFinal } = go(move)
    const { exit, value, throwing, resting, commands, activation } = move
    story.push(structuredClone({ path, isFinal, exit, throwing, resting, commands, locals: activation.locals, value }))
    if (isFinal) return story
    const outcome: Outcome = end === 0 ? { ok: true, value: path } : { ok: false, error: new TypeError(path) }
    Object.assign(move, { outcome, resting: undefined, commands: [] })
  }
  return story
}

describe("a walk through a machine", () => {
  it("A.1 A.3 does what XState's transition does, in 400 random machines", () => {
    let moves = 0
    for (let seed = 1; seed <= 400; seed++) {
      const { below, pick } = dice(seed)
      const machine = randomMachine({ below, pick })
      for (let run = 0; run < 4; run++) {
        // What it does for ever would be compared for as long.
        const script = Array.from({ length: 30 }, () => below(6))
        const ends = Array.from({ length: 12 }, () => (below(4) === 0 ? 1 : 0))
        const told = storyOf(byXState(machine), script, ends)
        expect(storyOf(byWalk(machine), script, ends), `seed ${seed}, run ${run}`).toEqual(told)
        moves += told.length
      }
    }
    expect(moves).toBeGreaterThan(4_000)
  })
})
