import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { textsModule } from "../scripts/texts-module.ts"

it("the SQL that is stored is what the queries say today", () => {
  const stored = readFileSync(new URL("../src/sqlite/texts.generated.ts", import.meta.url), "utf8")
  expect(textsModule()).toBe(stored)
})
