import { existsSync, readdirSync, readFileSync } from "node:fs"
import { SourceMap, type SourceMapPayload } from "node:module"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { compile } from "../src/index.ts"
import { ts } from "../src/1-read/syntax.ts"
import { align } from "../src/4-emit/align.ts"
import { type Mapping, mappingsText } from "../src/4-emit/mappings-text.ts"
import { fixtures, sharedSources } from "./temporary-project.ts"

const cases = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, "expected")))
sharedSources.open(cases.map((name) => join(fixtures, name, "input.workflow.ts")))

const compiled = (name: string) => {
  const sources = { ...sharedSources, check: () => [] }
  const { files } = compile({
    root: join(fixtures, name),
    workflows: ["input.workflow.ts"],
    outDir: "expected",
    sources,
  })
  const textOf = (ending: string): string => files.find(({ path }) => path.endsWith(ending))?.text ?? ""
  const payload = JSON.parse(textOf(".machine.ts.map")) as SourceMapPayload // what codegen prints
  const linesOf = (source: string): readonly string[] =>
    readFileSync(join(fixtures, name, "expected", source), "utf8").split("\n")
  const written = new Map(payload.sources.map((source) => [source, linesOf(source)]))
  return { machine: textOf(".machine.ts"), payload, written: (source: string) => written.get(source) ?? [] }
}

const wordAt = (lines: readonly string[], line: number, column: number): string =>
  /^#?[\p{ID_Continue}$]+/u.exec(lines[line]?.slice(column) ?? "")?.[0] ?? ""

describe("the source map of a machine", () => {
  it.each(cases)("A.4 leads from each word of a segment to the same word of the author's: %s", (name) => {
    const { machine, payload, written } = compiled(name)
    // Helpers may come from other files.
    expect(payload).toMatchObject({ version: 3, sources: expect.arrayContaining(["../input.workflow.ts"]) })
    expect(machine.endsWith("\n//# sourceMappingURL=input.machine.ts.map\n")).toBe(true)
    const map = new SourceMap(payload)
    const generated = machine.split("\n")
    const pairs = generated.flatMap((text, line) =>
      [...text.matchAll(/[\p{ID_Continue}$]+/gu)].flatMap(({ 0: word, index }) => {
        const entry = map.findEntry(line, index)
        if (!("generatedColumn" in entry) || entry.generatedLine !== line || entry.generatedColumn !== index) return []
        // The head of a segment leads to where its code begins.
        if (/^ {2}\S/.test(text) && index === 2) return []
        const original = wordAt(written(entry.originalSource), entry.originalLine, entry.originalColumn)
        // What another file calls so has a number here.
        return [[word.replace(/_\d+$/, ""), original, word]]
      }),
    )
    expect(pairs.length).toBeGreaterThan(0)
    expect(pairs.filter(([bare, original, word]) => bare !== original && word !== original)).toEqual([])
    // Errors come from there.
    const throwing = generated.flatMap((text, line) =>
      [...text.matchAll(/(?<=^ {4}.*\bthrow )new\b/g)].map(({ index }) => map.findEntry(line, index)),
    )
    for (const entry of throwing) {
      if (!("originalLine" in entry)) throw new Error("invariant: a throw leads somewhere")
      expect(written(entry.originalSource)[entry.originalLine]).toContain("throw new")
    }
  })

  it("A.4 aligns words in order, the more the better, and many in reasonable time", () => {
    expect(align("axbcd".split(""), "abxbd".split(""))).toEqual([0, 2, 3, -1, 4])
    expect(align(["const", "f", "g"], ["const"])).toEqual([0, -1, -1])
    expect(align([], ["a"])).toEqual([])
    const long = Array.from({ length: 20_000 }, (_, at) => `w${at % 97}`)
    const found = align(["x", ...long, "y"], ["z", ...long])
    expect(found.filter((at) => at === -1)).toHaveLength(2)
  })

  it("A.4 writes places as source maps do", () => {
    const at = (line: number, character: number) => ({ line, character })
    const [a, b] = ["a.ts", "b.ts"].map((name) => ts.createSourceFile(name, "", ts.ScriptTarget.Latest))
    if (a === undefined || b === undefined) throw new Error("invariant: there are two")
    const mappings: Mapping[] = [
      { generated: at(0, 0), source: a, original: at(0, 0) },
      { generated: at(2, 4), source: b, original: at(20, 1) },
      { generated: at(2, 40), source: a, original: at(3, 0) },
    ]
    const payload: SourceMapPayload = {
      file: "",
      version: 3,
      sources: ["a.ts", "b.ts"],
      sourcesContent: [],
      names: [],
      sourceRoot: "",
      mappings: mappingsText(mappings, [a, b]),
    }
    const map = new SourceMap(payload)
    for (const { generated, source, original } of mappings) {
      expect(map.findEntry(generated.line, generated.character)).toMatchObject({
        originalSource: source.fileName,
        originalLine: original.line,
        originalColumn: original.character,
      })
    }
  })
})
