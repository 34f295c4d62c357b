import { runCompiled, runInline, type Stubs } from "@statewright/testing"
import { describe, expect, it } from "vitest"
import { airRoutes } from "../src/air-routes.workflow.ts"
import { workflows } from "../src/generated/index.ts"
import { UnknownAirports } from "../src/steps/lookups.ts"

const job = { service: "http://127.0.0.1:1", folder: "out", batchSize: 2, tolerated: 1 }
const session = "http://127.0.0.1:1/sessions/1"

/** A world of three airports: AAA is known, BBB is near it, CCC is far from everything. */
const world: Stubs = {
  readAirports: () => ["AAA", "BBB", "CCC"].map((code) => ({ code, name: code, city: null })),
  readRoutes: () => [{ from: "AAA", to: "BBB", flights: 7 }],
  openSession: () => session,
  lookUpRegions: ({ codes }: { codes: string[] }) => ({
    known: codes.filter(isKnown).map((code) => ({ code, state: "TX", region: "South" })),
    unknown: codes.filter((code) => !isKnown(code)),
  }),
  lookUpClocks: ({ codes }: { codes: string[] }) => codes.map((code) => ({ code, utcOffset: -6 })),
  lookUpNearest: ({ code }: { code: string }) => {
    if (code === "CCC") throw new UnknownAirports({ codes: [code] })
    return { code, state: "TX", region: "South" }
  },
  closeSession: () => undefined,
  writeReport: ({ folder }: { folder: string }) => `${folder}/report`,
  drawChart: ({ folder }: { folder: string }) => `${folder}/chart`,
}
const isKnown = (code: string) => code === "AAA"

const ways = [
  { way: "as a function", run: (steps: Stubs, input = job) => runInline(airRoutes, input, { steps }) },
  { way: "as a machine", run: (steps: Stubs, input = job) => runCompiled(workflows.airRoutes, input, { steps }) },
]

describe.each(ways)("airRoutes $way", ({ run }) => {
  it("asks for two things of each batch, and then for the nearest airport of each one unknown", async () => {
    const { status, output, trace } = await run(world)
    expect({ status, output }).toEqual({ status: "completed", output: { report: "out/report", chart: "out/chart" } })
    const batch = ["lookUpRegions", "lookUpClocks", "lookUpNearest"]
    expect(trace.map(({ step }) => step)).toEqual([
      "readAirports",
      "readRoutes",
      "openSession",
      ...batch,
      ...batch,
      "closeSession",
      "writeReport",
      "drawChart",
    ])
  })

  it("reports what it joined, and leaves out an airport that nobody knows", async () => {
    const { trace } = await run(world)
    expect(trace.find(({ step }) => step === "writeReport")?.input).toMatchObject({
      summary: {
        flights: 7,
        states: [{ name: "TX", airports: 2, movements: 14 }],
        timeZones: [{ name: "UTC-6", airports: 2, movements: 14 }],
        abroad: ["CCC CCC"],
      },
    })
  })

  it("fails with what it declares when more airports are unknown than it may leave out", async () => {
    const { status, error, trace } = await run(world, { ...job, tolerated: 0 })
    expect(status).toBe("failed")
    expect(error).toMatchObject({ _tag: "UnknownAirports", codes: ["CCC"] })
    expect(trace.map(({ step }) => step)).not.toContain("writeReport")
  })

  it("closes its session also when a lookup fails for good", async () => {
    const broken = () => {
      throw new Error("The service is down.")
    }
    const { status, error, trace } = await run({ ...world, lookUpNearest: broken })
    expect(status).toBe("failed")
    expect(error).toMatchObject({ message: "The service is down." })
    expect(trace.at(-1)?.step).toBe("closeSession")
  })
})
