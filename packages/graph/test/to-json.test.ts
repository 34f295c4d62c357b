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
})
