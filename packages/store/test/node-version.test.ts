import { expect, it } from "vitest"
import { requireNode } from "../src/sqlite/node-version.ts"

it.each(["22.18.0", "22.19.3", "23.0.0", "24.21.0", "30.1.2-nightly"])("N.6 takes Node %s", (version) => {
  expect(() => requireNode(version)).not.toThrow()
})

it.each(["22.17.1", "20.19.5", "18.0.0"])("N.6 refuses Node %s and names the remedy", (version) => {
  expect(() => requireNode(version)).toThrow(
    expect.objectContaining({ code: "STORE-001", hint: expect.stringContaining("22.18") }),
  )
})
