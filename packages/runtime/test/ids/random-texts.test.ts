import { expect, it } from "vitest"
import { randomTexts } from "../../src/ids/random-texts.ts"

it("gives texts of 128 bits, and none twice, however many are asked for", () => {
  const next = randomTexts()
  const texts = Array.from({ length: 2_000 }, next)
  expect(new Set(texts).size).toBe(2_000)
  for (const text of texts) expect(Buffer.from(text, "base64url")).toHaveLength(16)
})
