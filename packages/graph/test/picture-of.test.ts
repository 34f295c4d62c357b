import type { Chart, State } from "@statewright/model"
import { describe, expect, it } from "vitest"
import { pictureOf, ChartBroken } from "../src/index.ts"
import type { PictureEdge, PictureNode } from "../src/index.ts"
import { chartFixture, chartNames } from "./chart-fixture.ts"

const flat = (node: PictureNode): readonly PictureNode[] =>
  "children" in node ? [node, ...node.children.flatMap(flat)] : [node]
const nodesOf = (chart: Chart): readonly PictureNode[] =>
  pictureOf(chart).procedures.flatMap(({ nodes }) => nodes.flatMap(flat))
const edgesOf = (chart: Chart): readonly PictureEdge[] => pictureOf(chart).procedures.flatMap(({ edges }) => edges)
const pathsOf = (states: readonly State[], within = ""): readonly { readonly path: string; readonly state: State }[] =>
  states.flatMap((state) => {
    const path = `${within}${state.key}`
    return [{ path, state }, ...(state.kind === "region" ? pathsOf(state.states, `${path}.`) : [])]
  })
const arrows = (chart: Chart): readonly string[] =>
  edgesOf(chart).map(({ from, to, label }) => `${from} -${label}-> ${to}`)

describe("pictureOf", () => {
  it("P.7 draws a loop with one step as a question, the step and the way round", () => {
    expect(arrows(chartFixture("collect"))).toEqual([
      "main.(start) --> main.for_i.head",
      "main.for_i.head -yes-> main.for_i.square",
      "main.for_i.head -done-> main.returned",
      "main.for_i.square --> main.for_i.head",
    ])
  })

  it("P.7 shows the author's calls and conditions as they stand in the source", () => {
    const nodes = nodesOf(chartFixture("parcel"))
    expect(nodes.flatMap((node) => (node.kind === "decision" ? [node.text] : []))).toEqual([
      "tries < 5",
      'place === "arrived"',
      'place === "unknown" && tries > 2',
    ])
    expect(nodes.flatMap((node) => (node.kind === "step" ? [node.label] : []))).toContain("close(parcel)")
  })

  it("P.6 links every node but the start to its state and its line", () => {
    for (const node of nodesOf(chartFixture("parcel"))) {
      if (node.kind === "start") continue
      expect(node).toMatchObject({ path: expect.any(String), span: { line: expect.any(Number) } })
      expect(node.id).toBe(`main.${"path" in node ? node.path : ""}`)
    }
  })

  it.each(chartNames)("P.7 keeps every state of %s: as a node, or folded into an arrow", (name) => {
    const chart = chartFixture(name)
    const nodes = nodesOf(chart)
    const ids = new Set(nodes.map(({ id }) => id))
    const folded = new Set(
      edgesOf(chart).flatMap(({ from, through }) => through.map(({ path }) => `${from.split(".")[0] ?? ""}.${path}`)),
    )
    for (const procedure of chart.procedures) {
      // A branch that is a single wait shows that alone, and a branch no end that nothing leads to.
      const isWhole = ids.has(`${procedure.name}.(start)`)
      const due = pathsOf(procedure.states).filter(
        ({ state }) => state.kind === "wait" || state.kind === "started" || (isWhole && state.kind !== "final"),
      )
      const missing = due.filter(({ path }) => {
        const id = `${procedure.name}.${path}`
        return !ids.has(id) && !folded.has(id)
      })
      expect(missing).toEqual([])
    }
  })

  it("P.7 shows every kind of node", () => {
    const kinds = new Set(
      (["parcel", "approval", "corners", "functions", "gathered", "daily"] as const).flatMap((name) =>
        nodesOf(chartFixture(name)).map(({ kind }) => kind),
      ),
    )
    expect([...kinds].toSorted()).toEqual([
      "call",
      "cancelled",
      "chain",
      "child",
      "code",
      "decision",
      "dispatch",
      "end",
      "event",
      "group",
      "handle",
      "join",
      "lane",
      "region",
      "sleep",
      "start",
      "step",
    ])
  })

  it("P.7 tells the ways of errors and the ways round a loop from all others", () => {
    const edges = edgesOf(chartFixture("parcel"))
    const of = (kind: PictureEdge["kind"]): readonly string[] =>
      edges.filter((edge) => edge.kind === kind).map(({ from, to }) => `${from} -> ${to}`)
    expect(of("error")).toEqual([
      "main.try.block -> main.try.catch.report",
      "main.try.catch -> main.try.finally.close",
      "main.try.finally.end -> main.threw",
    ])
    expect(of("back")).toEqual(["main.try.block.while.if.if.sleep -> main.try.block.while.head"])
  })

  it("P.7 labels the ways out of a finally with what they complete", () => {
    expect(arrows(chartFixture("parcel"))).toContain("main.try.finally.end -normal / return-> main.returned")
  })

  it("keeps the code of a region that would be empty, and of a ring without a wait", () => {
    const code = nodesOf(chartFixture("corners")).filter(({ kind }) => kind === "code")
    expect(code.map(({ id }) => id)).toEqual([
      "main.refuse",
      "main.try.block.begin",
      "main.try.catch.begin",
      "main.spin",
      "main.spun",
    ])
  })

  it("gives no two nodes and no two arrows one id", () => {
    for (const name of chartNames) {
      const ids = [...nodesOf(chartFixture(name)), ...edgesOf(chartFixture(name))].map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it("says which state a broken chart lacks", () => {
    const [main, ...rest] = chartFixture("collect").procedures
    if (main === undefined) throw new Error("the fixture has a body")
    const broken = { ...chartFixture("collect"), procedures: [{ ...main, initial: "nowhere" }, ...rest] }
    expect(() => pictureOf(broken)).toThrow(ChartBroken)
    expect(() => pictureOf(broken)).toThrow("nowhere in main")
  })
})
