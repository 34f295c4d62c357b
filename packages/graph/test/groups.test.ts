import type { Chart, GroupWait, State } from "@statewright/model"
import { describe, expect, it } from "vitest"
import { pictureOf } from "../src/index.ts"
import type { PictureNode } from "../src/index.ts"
import { groupNotes, groupTitle, useTitle } from "../src/picture/group-text.ts"
import { hostedProcedures } from "../src/picture/hosted-procedures.ts"
import { chartFixture } from "./chart-fixture.ts"

const inside = (node: PictureNode): readonly PictureNode[] => ("children" in node ? node.children : [])
const flat = (node: PictureNode): readonly PictureNode[] => [node, ...inside(node).flatMap(flat)]
const nodesOf = (chart: Chart): readonly PictureNode[] =>
  pictureOf(chart).procedures.flatMap(({ nodes }) => nodes.flatMap(flat))

/** A node and what stands in it, in few words. */
const outline = (node: PictureNode): string => {
  const name = "title" in node ? node.title : "name" in node ? node.name : "label" in node ? node.label : ""
  const children = inside(node).map(outline)
  return `${node.kind} ${name}${children.length === 0 ? "" : ` { ${children.join(", ")} }`}`.trim()
}

const outlines = (name: Parameters<typeof chartFixture>[0], kind: PictureNode["kind"]): readonly string[] =>
  nodesOf(chartFixture(name))
    .filter((node) => node.kind === kind)
    .map(outline)

const group = (more: Partial<GroupWait>): GroupWait => ({ kind: "group", word: "fork", lanes: [], ...more })

describe("the picture of branches", () => {
  it("F04.1 shows what stands in a branch that only the fork calls", () => {
    expect(outlines("forks", "group")).toEqual([
      'group fork { lane stock { step count("stock") }, lane mail { start, step ask("mail"), decision await ask("mail"), region if { sleep sleep("1 minute") }, end returned } }',
    ])
    expect(pictureOf(chartFixture("forks")).procedures.map(({ name }) => name)).toEqual(["main"])
  })

  it("F04.1 names a helper that others call, too, and draws it once", () => {
    expect(outlines("one-by-one", "group")[0]).toBe(
      'group fork { lane a { call at("a") }, lane b { call at("b") }, lane c { step ask("c") } }',
    )
    expect(pictureOf(chartFixture("one-by-one")).procedures.map(({ name }) => name)).toEqual(["main", "at"])
  })

  it("F04.4 F04.5 says how many branches are needed, and what becomes of the others", () => {
    const notes = nodesOf(chartFixture("counted")).flatMap((node) => (node.kind === "group" ? [node.notes] : []))
    expect(notes).toEqual([
      ["one is enough", "others are cancelled"],
      ["the majority is enough", "others are awaited"],
      ["one is enough", "others are cancelled"],
    ])
  })

  it("F01.7 F04.6 says how many run at once, and how long each may take", () => {
    expect(groupNotes(group({ limit: "10", timeout: "3 days" }))).toEqual(["at most 10 at once", "each at most 3 days"])
    expect(groupNotes(group({ limit: "options" }))).toEqual(["limit: options"])
    expect(groupNotes(group({ join: "atLeast(2)", losers: "detach" }))).toEqual(["2 are enough", "others go on alone"])
    expect(groupNotes(group({ join: "rule" }))).toEqual(["join rule", "others are cancelled"])
    expect(groupNotes(group({ word: "race" }))).toEqual(["the first is taken", "others are cancelled"])
    expect(groupNotes(group({ word: "race", join: "all" }))).toEqual(["all are needed"])
    expect(groupNotes(group({}))).toEqual([])
  })

  it("F03.2 shows the body of a forEach once, under what it goes over", () => {
    expect(outlines("at-once", "group")).toEqual([
      "group forEach lines { step count(name) }",
      'group forEach new Map([["k", 1]]) { start, sleep sleep("1 minute"), step ask(key), end returned }',
      'group forEach "hi" { step count(letter) }',
    ])
    expect(groupTitle(group({ word: "forEach" }), "forEach([a(1, 2), `,`], async")).toBe("forEach [a(1, 2), `,`]")
    expect(groupTitle(group({ word: "forEach" }), "forEach(aListWithAVeryLong...")).toBe("forEach")
    expect(groupTitle(group({ word: "mutex", key: "desk" }), "")).toBe("mutex desk")
  })

  it("W.3 shows what is added to a pool, and what is asked of it", () => {
    expect(outlines("gathered", "handle").map((text) => text.slice(0, 22))).toEqual([
      "handle pool<string>({ ",
      "handle answers.until((",
    ])
    expect(outlines("gathered", "group").at(-1)).toBe('group added to answers { step ask("e") }')
    expect(useTitle("add", "pools[0].add(work)")).toBe("added to a pool")
    expect(useTitle("until", "answers.until()")).toBe("waits for a pool")
  })

  it("shows what a detached branch does as something that goes on alone", () => {
    const chart = chartFixture("gathered")
    const detached = {
      ...chart,
      procedures: chart.procedures.map((each) => ({ ...each, states: each.states.map(detach) })),
    }
    const first = nodesOf(detached).find((node) => node.kind === "group")
    expect(first).toMatchObject({ title: "detach", apart: true, notes: ["goes on alone"], hosts: "add" })
  })
})

/** Hands on what is added to a pool. */
const detach = (state: State): State => {
  if (state.kind === "region") return { ...state, states: state.states.map(detach) }
  if (state.kind !== "started" || state.for.kind !== "use" || state.for.procedure === undefined) return state
  return { ...state, for: { kind: "detached", procedure: state.for.procedure } }
}

describe("the picture of other runs", () => {
  it("F08.1 F08.9 F08.10 shows a child, how long it may take, and whether anybody waits for it", () => {
    const children = nodesOf(chartFixture("order")).flatMap((node) => (node.kind === "child" ? [node] : []))
    expect(
      children.map(({ workflow, timeout = "", apart, begun }) => [workflow, timeout, apart === true, begun === true]),
    ).toEqual([
      ["weigh", "", false, false],
      ["ship", "2 hours", false, false],
      ["ship", "", false, true],
      ["audit", "", true, false],
    ])
  })

  it("F09.5 F09.9 leads from each end to what it starts", () => {
    const [main] = pictureOf(chartFixture("daily")).procedures
    const chains = main?.edges.filter(({ kind }) => kind === "chain") ?? []
    expect(chains.map(({ from, to, label }) => `${from} -${label}-> ${to}`)).toEqual([
      "main.returned -onComplete · ({ more }) => more-> main.(chain 1)",
      "main.returned -onComplete-> main.(chain 2)",
      "main.threw -onFailure-> main.(chain 3)",
      "main.(cancelled) -onCancel-> main.(chain 4)",
    ])
  })
})

describe("hostedProcedures", () => {
  it("leaves out procedures that only call each other: nobody would draw them", () => {
    const chart = chartFixture("gathered")
    const [main, ...others] = chart.procedures
    if (main === undefined) throw new Error("the fixture has a body")
    expect([...hostedProcedures(chart).keys()]).toContain("add_3")
    const ring = {
      ...chart,
      procedures: [
        { ...main, states: [] },
        ...others.map((each) => ({ ...each, states: each.states.map(toSelf(each.name)) })),
      ],
    }
    expect(hostedProcedures(ring).size).toBe(0)
  })
})

const toSelf =
  (procedure: string) =>
  (state: State): State =>
    state.kind === "wait" || state.kind === "started"
      ? { ...state, for: { kind: "use", verb: "add", procedure } }
      : state
