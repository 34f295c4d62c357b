import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { pageText } from "../page/page-text.ts"

const page = fileURLToPath(new URL("../../../docs/patterns.md", import.meta.url))

it("W.1 docs/patterns.md says what the workflows and their charts say (else run `node examples/patterns/page/write.ts`)", () => {
  expect(readFileSync(page, "utf8")).toBe(pageText())
})
