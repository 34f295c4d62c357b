import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

import { describe, expect, it } from "vitest"

import { languageText } from "../scripts/language-text.ts"
import { readConstructs } from "../scripts/read-constructs.ts"
import { diagnosticCodes, explain } from "../src/diagnostic/explain.ts"
import { fixtures } from "./temporary-project.ts"

const page = readFileSync(fileURLToPath(new URL("../../docs/language.md", import.meta.url)), "utf8")
const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading)

describe("docs/language.md", () => {
  it("A.6 says what fixtures and messages say today (else run `node codegen/scripts/language-page.ts`)", () => {
    expect(page).toBe(languageText(fixtures))
  })

  it("A.6 has the part of every code that its diagnostics link to", () => {
    expect(diagnosticCodes.map((code) => explain(code)?.docs)).toEqual(
      diagnosticCodes.map((code) => `docs/language.md#${code.toLowerCase()}`),
    )
    expect(headings).toEqual(expect.arrayContaining([...diagnosticCodes]))
    expect(new Set(headings).size).toBe(headings.length)
  })

  it("A.6 links to headings that it has, and to files that are there", () => {
    const anchors = headings.map((heading) =>
      heading
        ?.toLowerCase()
        .replaceAll(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    )
    const links = [...page.matchAll(/^(?:- )?\[.*?\]\((.*?)\)/gm)].map(([, link = ""]) => link)
    const within = links.filter((link) => link.startsWith("#")).map((link) => link.slice(1))
    expect(anchors).toEqual(expect.arrayContaining(within))
    const files = links.filter((link) => !link.startsWith("#"))
    expect(files.filter((link) => !existsSync(fileURLToPath(new URL(`../../docs/${link}`, import.meta.url))))).toEqual(
      [],
    )
    expect([within.length, files.length]).not.toContain(0)
  })

  it("A.2 shows at least one workflow of each supported fixture", () => {
    for (const { title, workflows } of readConstructs(fixtures)) {
      expect(workflows.length, title).toBeGreaterThan(0)
      for (const { code } of workflows) expect(page).toContain(code)
    }
  })
})
