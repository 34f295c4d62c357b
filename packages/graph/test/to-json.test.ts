import { describe, expect, it } from "vitest"
import { statelyConfig, toJson } from "../src/index.ts"
import type { StatelyConfig, StatelyState, StatelyTransition } from "../src/index.ts"
import { chartFixture, chartNames } from "./chart-fixture.ts"

/** A machine and the helpers that it carries along. */
const machinesOf = (config: StatelyConfig): readonly StatelyConfig[] => [
  config,
  ...Object.values(config.meta?.procedures ?? {}),
]

const pathsOf = (state: StatelyState, path: string): readonly string[] => [
  path,
  ...Object.entries(state.states ?? {}).flatMap(([key, child]) => pathsOf(child, `${path}.${key}`)),
]

const transitionsOf = (state: StatelyState): readonly StatelyTransition[] => [
  ...(state.always ?? []),
  ...Object.values({ ...state.on, ...state.after }),
  ...[state.onDone, state.invoke?.onDone].filter((transition) => transition !== undefined),
  ...Object.values(state.states ?? {}).flatMap(transitionsOf),
]

describe("toJson", () => {
  it.each(chartNames)("P.7 writes %s as its golden machine", async (name) => {
    await expect(toJson(chartFixture(name))).toMatchFileSnapshot(`fixtures/golden/${name}.json`)
  })

  it.each(chartNames)("P.7 leads only to states that the machine of %s has", (name) => {
    for (const machine of machinesOf(statelyConfig(chartFixture(name)))) {
      const paths = new Set(pathsOf(machine, `#${machine.id}`))
      const targets = transitionsOf(machine).map(({ target }) => target)
      expect(targets.filter((target) => target !== "done" && !paths.has(target))).toEqual([])
    }
  })

  it("P.7 has an invoked actor for each step, a delay for a sleep and a region for each step of a join", () => {
    const text = toJson(chartFixture("parcel"))
    expect(text).toContain('"src": "track"')
    expect(text).toContain('"sleep(\\"1 hour\\")": {')
    expect(text).toContain('"type": "parallel"')
  })

  it("P.7 carries the helpers that suspend", () => {
    expect(Object.keys(statelyConfig(chartFixture("corners")).meta?.procedures ?? {})).toEqual(["settle"])
  })

  it("F04.1 has a region for each branch, with the states of a branch that only the fork calls", () => {
    const { states } = statelyConfig(chartFixture("forks"))
    expect(states?.["fork"]?.type).toBe("parallel")
    expect(Object.keys(states?.["fork"]?.states ?? {})).toEqual(["stock", "mail"])
    expect(states?.["fork"]?.states?.["mail"]?.states?.["ask"]?.invoke?.src).toBe("ask")
  })

  it("F04.4 throws the failure of a branch on where all are needed, and counts it where some are", () => {
    const all = statelyConfig(chartFixture("forks")).states?.["fork"]?.states?.["stock"]?.states?.["threw"]
    expect(all).toMatchObject({ always: [{ target: "#forks.threw" }] })
    expect(all?.type).toBeUndefined()
    const some = statelyConfig(chartFixture("counted")).states?.["fork"]
    expect(some?.meta?.notes).toEqual(["one is enough", "others are cancelled"])
    expect(some?.states?.["a"]?.states?.["threw"]?.type).toBe("final")
  })

  it("F09.5 says which workflows its end starts", () => {
    expect(statelyConfig(chartFixture("daily")).meta?.chains).toContainEqual({ on: "failure", workflow: "audit" })
  })
})
