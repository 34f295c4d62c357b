import { describe, expect, it } from "vitest"
import { toMermaid } from "../src/index.ts"
import { mermaidIds } from "../src/mermaid/mermaid-ids.ts"
import { mermaidText } from "../src/mermaid/mermaid-text.ts"
import { chartFixture, chartNames } from "./chart-fixture.ts"

describe("toMermaid", () => {
  it.each(chartNames)("P.7 writes %s as its golden diagram", async (name) => {
    await expect(toMermaid(chartFixture(name))).toMatchFileSnapshot(`fixtures/golden/${name}.mmd`)
  })

  it.each(chartNames)("P.7 closes every region of %s, and leads only to states that it has named", (name) => {
    const lines = toMermaid(chartFixture(name))
      .split("\n")
      .map((line) => line.trim())
    expect(lines.filter((line) => line.endsWith("{")).length).toBe(lines.filter((line) => line === "}").length)
    const named = new Set(lines.flatMap((line) => / as (\w+)(?: \{)?$/.exec(line)?.[1] ?? []))
    const led = lines.flatMap((line) => {
      const [, from, to] = /^(\S+) --> (\S+)/.exec(line) ?? []
      return from === undefined || to === undefined ? [] : [from, to]
    })
    expect(led.filter((id) => id !== "[*]" && !named.has(id))).toEqual([])
  })

  it.each(chartNames)(
    "F04.1 keeps %s to what Mermaid can lay out: no arrow in a state, and a plain state first in a group",
    (name) => {
      const lines = toMermaid(chartFixture(name)).split("\n")
      expect(lines.filter((line) => /^ {3,}.* --> /.test(line))).toEqual([])
      const groups = lines.flatMap((line, at) => (/"(?:fork|mutex) .* \{$/.test(line) ? [lines[at + 1] ?? ""] : []))
      expect(groups.filter((first) => first.endsWith("{"))).toEqual([])
    },
  )
})

describe("mermaidText", () => {
  it.each([
    ['sleep("1 hour")', "sleep(#quot;1 hour#quot;)"],
    ["a --> b; # {c}: <d>", "a #45;#45;#62; b#59; #35; #123;c#125;#58; #60;d#62;"],
    ["  two\n  lines ", "two lines"],
  ])("leaves Mermaid nothing of its own to read in %j", (text, safe) => {
    expect(mermaidText(text)).toBe(safe)
  })
})

describe("mermaidIds", () => {
  it("gives two ids that look alike two names, and one id always the same", () => {
    const ids = mermaidIds()
    expect([ids("main.a_b"), ids("main.a.b"), ids("main.a_b")]).toEqual(["main_a_b", "main_a_b_2", "main_a_b"])
  })
})
