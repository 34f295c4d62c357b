import { describe, expect, it } from "vitest"

import { keptAt, lowered, writesAt } from "./lowered.ts"

describe("version", () => {
  const plain = `
    const log: string[] = []
    for (let i = 0; i < count; i++) if (await ask("a" + i)) log.push(\`\${i}\`)
    return log`

  it("SEMANTICS 27 stays when layout and comments change", () => {
    const laidOut = `
    // What happened.
    const log: string[] = [];
    for (let i = 0; i < count; i++) {
      /* Once each. */
      if (await ask(
        "a" + i
      )) log.push(\`\${i}\`);
    }
    return log;`
    expect(lowered(laidOut).version).toBe(lowered(plain).version)
  })

  it.each([
    ["a text", '"a" + i', '"b" + i'],
    ["the inside of a template", "push(`", "push(` "],
    ["a bound", "i < count", "i <= count"],
    ["a name in the frame", "log", "lines"],
  ])("SEMANTICS 27 changes with %s", (_, from, to) => {
    expect(lowered(plain.replaceAll(from, to)).version).not.toBe(lowered(plain).version)
  })
})

describe("state ids", () => {
  it("A.4 come from names and the structure around them, and survive unrelated edits", () => {
    const body = (before: string, inside: string) => `
      ${before}
      for (const { n } of await load()) {
        ${inside}
        if (n > 1) await ask("a")
      }
      try { await sleep("1 hour") } finally { await ask("b") }`
    const waits = (text: string) =>
      [...lowered(text).states.values()].flatMap((state) => (state.kind === "wait" ? [state.id] : []))
    const ids = ["load", "for_n/if/ask", "try/block/sleep", "try/finally/ask"]
    expect(waits(body("", ""))).toEqual(ids)
    expect(waits(body("const x = [1].map((n) => n * 2)", "if (n > 3) continue"))).toEqual(ids)
  })
})

describe("write sets", () => {
  it("SEMANTICS 3 an array that only grows in a loop is appended to", () => {
    const { states } = lowered(`
      const all: number[] = []
      const seen = new Map<string, boolean>()
      for (let i = 0; i < count; i++) {
        const yes = await ask("a")
        all.push(i)
        seen.set("a" + i, yes)
      }
      return [all, [...seen]]`)
    expect(writesAt(states, "for_i.afterAsk")).toEqual({ assigns: ["i"], appends: ["all", "seen"], mutates: [] })
    expect(writesAt(states, "for_i.head")).toEqual({ assigns: [], appends: [], mutates: [] })
  })

  it.each([
    ["a pure helper and reading methods change nothing", "sum += sumOf(list.filter(({ n }) => n > 0))", []],
    ["a member that is assigned", "list[0] = { n: 3 }", ["list"]],
    ["an element reached by a method", "const found = list.find(({ n }) => n > 0)\nif (found) found.n = 4", ["list"]],
    ["a method that reorders", "list.sort((a, b) => a.n - b.n)", ["list"]],
    ["a helper that changes its argument", "grow(list)", ["list"]],
    ["a callback that changes what it is given", "list.forEach((item) => { item.n++ })", ["list"]],
    ["a method that is looked up by a text", 'list["reverse"]()', ["list"]],
    ["a method that was taken off", "const last = list.pop.bind(list)\nlast()", ["list"]],
    ["an alias that grows", "const alias = list\nalias.push({ n: 5 })", ["list"]],
    ["an object of its own", "const own = { n: 1 }\nown.n++\nsum += own.n + list.length", []],
  ])("SEMANTICS 3 %s", (_, statements, mutates) => {
    const { states } = lowered(`
      const list = await load()
      let sum = 0
      while (await ask("more")) {
        ${statements}
        sum += 1
      }
      return [list, sum]`)
    expect(writesAt(states, "while.afterAsk")?.mutates).toEqual(mutates)
  })
})

describe("liveness", () => {
  it("SEMANTICS 5 keeps a local across a wait only while something still needs it", () => {
    const { states } = lowered(`
      const list = await load()
      const first = sumOf(list)
      await ask("a")
      let last = first
      try {
        if (await ask("b")) last = 2
        await ask("c")
      } catch {
        return last
      }
      last = count
      await ask("d")
      return last`)
    expect(keptAt(states, "ask")).toEqual(["count", "first"])
    expect(keptAt(states, "try.block.ask")).toEqual(["count", "last"])
    expect(keptAt(states, "try.block.ask_2")).toEqual(["count", "last"])
    expect(keptAt(states, "ask_2")).toEqual(["last"])
  })
})
