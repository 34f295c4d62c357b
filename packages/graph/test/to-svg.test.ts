import { describe, expect, it } from "vitest"
import { layout, pictureOf, toSvg } from "../src/index.ts"
import type { PlacedNode } from "../src/index.ts"
import { escapeXml } from "../src/svg/xml.ts"
import { chartFixture, chartNames } from "./chart-fixture.ts"
import { readXml } from "./read-xml.ts"

describe("toSvg", () => {
  it.each(chartNames)("P.7 draws %s as its golden picture", async (name) => {
    await expect(await toSvg(chartFixture(name))).toMatchFileSnapshot(`fixtures/golden/${name}.svg`)
  })

  it.each(chartNames)("P.7 draws %s the same each time", async (name) => {
    const [once, twice] = await Promise.all([toSvg(chartFixture(name)), toSvg(chartFixture(name))])
    expect(once).toBe(twice)
  })

  it.each(chartNames)("P.7 writes well-formed XML for %s, whatever the labels hold", async (name) => {
    const svg = readXml(await toSvg(chartFixture(name)))
    expect(svg.root).toBe("svg")
    expect(svg.elements).toBeGreaterThan(20)
  })

  it("P.6 names the state, the wait and the line of a node, for whoever lays a run over the picture", async () => {
    const svg = await toSvg(chartFixture("collect"))
    expect(svg).toContain('data-kind="step" data-state="for_i.square" data-line="17" data-wait="for_i/square"')
  })

  it("P.7 says by a word and by dashes what it says by a colour", async () => {
    const svg = await toSvg(chartFixture("parcel"))
    expect(svg).toMatch(/\.sw-error \{[^}]*stroke-dasharray/)
    expect(svg).toContain(">error</text>")
    expect(svg).toContain(">sleep · line 25</text>")
  })

  it("F04.1 names the procedure of what stands in a branch, for whoever lays a run over the picture", async () => {
    const svg = await toSvg(chartFixture("forks"))
    expect(svg).toMatch(/data-lane="mail"[^]*<g data-procedure="fork_mail">[^]*data-state="ask"/)
  })

  it("F09.5 leads from the end to each workflow that it starts by a line of dashes, with its condition", async () => {
    const svg = await toSvg(chartFixture("daily"))
    expect(svg).toMatch(/\.sw-chain \{[^}]*stroke-dasharray/)
    expect(svg.match(/class="sw-chain"/g)).toHaveLength(4)
    expect(svg).toContain(">onComplete · ({ more }) =&gt; more</text>")
  })

  it("keeps the whole text of a label that is cut", async () => {
    expect(await toSvg(chartFixture("corners"))).toContain(escapeXml('note: "日本語のとても長いラベル", more: another'))
  })
})

describe("layout", () => {
  it("F04.1 sets the branches of a fork side by side, in the author's order", async () => {
    const { procedures } = await layout(pictureOf(chartFixture("counted")))
    const fork = procedures.flatMap(({ nodes }) => nodes).find(({ node }) => node.kind === "group")
    const lanes = fork?.children ?? []
    expect(lanes.map(({ node }) => (node.kind === "lane" ? node.name : ""))).toEqual(["a", "b", "c"])
    expect(lanes.map(({ box }) => box.x)).toEqual(lanes.map(({ box }) => box.x).toSorted((a, b) => a - b))
    expect(new Set(lanes.map(({ box }) => box.y)).size).toBe(1)
  })

  it("F04.1 begins a new row of branches where one would be too wide", async () => {
    const [main] = chartFixture("counted").procedures
    const lanes = Array.from({ length: 12 }, (_, at) => ({ name: `branch ${at}`, step: "ask" }))
    const states = main?.states.map((state) =>
      state.kind === "wait" && state.for.kind === "group" ? { ...state, for: { ...state.for, lanes } } : state,
    )
    if (main === undefined || states === undefined) throw new Error("the fixture has a body")
    const wide = { ...chartFixture("counted"), procedures: [{ ...main, states }] }
    const { procedures } = await layout(pictureOf(wide))
    const fork = procedures.flatMap(({ nodes }) => nodes).find(({ node }) => node.kind === "group")
    expect(fork?.children.length).toBe(12)
    expect(fork?.box.width).toBeLessThan(1300)
    expect(new Set(fork?.children.map(({ box }) => box.y)).size).toBe(2)
  })

  it.each(chartNames)("lets no two neighbours in %s overlap, and nothing leave its region", async (name) => {
    const placed = await layout(pictureOf(chartFixture(name)))
    const check = (siblings: readonly PlacedNode[]): void => {
      for (const [at, a] of siblings.entries()) {
        for (const b of siblings.slice(at + 1)) expect(overlap(a, b), `${a.node.id} and ${b.node.id}`).toBe(false)
        for (const child of a.children) expect(holds(a, child), `${child.node.id} in ${a.node.id}`).toBe(true)
        check(a.children)
      }
    }
    for (const { nodes } of placed.procedures) check(nodes)
  })

  it.each(chartNames)("gives every arrow of %s a way", async (name) => {
    const placed = await layout(pictureOf(chartFixture(name)))
    for (const { edge, points } of placed.procedures.flatMap(({ edges }) => edges)) {
      expect(points.length, edge.id).toBeGreaterThan(1)
    }
  })
})

const overlap = ({ box: a }: PlacedNode, { box: b }: PlacedNode): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const holds = ({ box: outer }: PlacedNode, { box: inner }: PlacedNode): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height
