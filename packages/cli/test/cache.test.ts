import { rmSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, copyOf, createApp } from "./app.ts"
import { bound } from "./bound.ts"

const quote = `
import { step, workflow } from "statewright"
import { z } from "zod"

const Wish = z.object({ sku: z.string() })

export const price = step("price", {
  input: Wish,
  output: z.number(),
  cache: { ttl: "1 hour", key: ({ sku }) => \`sku:\${sku}\`, tags: ({ sku }) => ["prices", sku] },
  run: async () => 4000,
})

export const quote = workflow("quote", { input: Wish, output: z.number() }, async ({ sku }) => price({ sku }))
`

let app: App
beforeAll(async () => {
  app = createApp()
  app.write("src/quote.workflow.ts", quote)
  const { code, stderr } = await app.type("codegen")
  if (code !== 0) throw new Error(stderr)
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

const dataOf = ({ stdout }: { readonly stdout: string }) => (JSON.parse(stdout) as { data: unknown }).data // ours

describe("statewright cache", bound, () => {
  it("F14.7 F14.11 P.2 lists what steps answered, counts, invalidates for whoever leads next, and runs show tells a hit", async () => {
    const copy = copyOf(app)
    const ask = (sku: string, id: string) =>
      copy.type("run", "quote", "--input", JSON.stringify({ sku }), "--id", id, "--wait")
    for (const [sku, id] of [
      ["lamp", "r1"],
      ["lamp", "r2"],
      ["desk", "r3"],
    ] as const) {
      expect(await ask(sku, id)).toMatchObject({ code: 0, stdout: "4000\n" })
    }
    const listed = await copy.type("cache", "ls", "--step", "price", "--json")
    expect(JSON.parse(listed.stdout)).toMatchObject({ schema: "cache.ls/1" })
    const entries = dataOf(listed) as { key: string }[] // ours
    expect(entries.toSorted((one, other) => (one.key < other.key ? -1 : 1))).toMatchObject([
      { step: "price", key: "sku:desk", scope: "workflow", kind: "answer", store: "sqlite", tags: ["desk", "prices"] },
      { key: "sku:lamp", storedAt: expect.stringMatching(/Z$/), expiresAt: expect.stringMatching(/Z$/), runId: "r1" },
    ])
    expect((await copy.type("cache", "ls", "--pattern", "price/sku:l*")).stdout).toMatch(
      /^STEP +KEY +SCOPE .*\nprice +sku:lamp +workflow +answer [^\n]*\n$/,
    )
    expect(dataOf(await copy.type("cache", "stats", "--json"))).toEqual([
      { step: "price", hits: 1, stale: 0, joined: 0, misses: 2, hitRate: 1 / 3 },
    ])
    expect((await copy.type("cache", "stats")).stdout).toMatch(/\nprice +33\.3 % +1 +0 +0 +2\n$/)
    expect((await copy.type("runs", "show", "r2")).stdout).toMatch(/answered from the cache, stored [\d.]+ m?s before/)

    const removed = await copy.type("cache", "invalidate", "--step", "price", "--key", '"sku:lamp"', "--json")
    expect(JSON.parse(removed.stdout)).toEqual({
      schema: "cache.invalidate/1",
      data: { status: "requested", leader: null },
    })
    expect(await copy.type("cache", "invalidate", "--tag", "nothing")).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("No process leads"),
    })
    expect(await ask("desk", "r4")).toMatchObject({ code: 0 })
    const left = dataOf(await copy.type("cache", "ls", "--every-tenant", "--json"))
    expect(left).toMatchObject([{ key: "sku:desk" }])
  })

  it("F14.8 P.2 starts runs of a tenant, goes on with them, and never mixes what is cached for them", async () => {
    const copy = copyOf(app)
    const ask = (id: string, ...more: readonly string[]) =>
      copy.type("run", "quote", "--input", '{"sku":"lamp"}', "--id", id, ...more)
    for (const [id, tenant] of [
      ["a1", "acme"],
      ["e1", "evil"],
    ] as const) {
      expect(await ask(id, "--tenant", tenant, "--wait")).toMatchObject({ code: 0, stdout: "4000\n" })
    }
    expect((await ask("none", "--wait")).code).toBe(0)
    expect(dataOf(await copy.type("cache", "stats", "--json"))).toMatchObject([{ hits: 0, misses: 3 }])
    expect(dataOf(await copy.type("cache", "ls", "--tenant", "acme", "--json"))).toMatchObject([
      { tenant: "acme", runId: "a1" },
    ])
    // Whoever goes on with a run need not say whose it is.
    expect(await ask("a2", "--tenant", "acme")).toMatchObject({ code: 0 })
    expect(await ask("a2", "--wait")).toMatchObject({ code: 0 })
    expect(await ask("a2", "--wait")).toMatchObject({ code: 0, stdout: "4000\n" })
    expect((await copy.type("runs", "show", "a2")).stdout).toMatch(/\n {2}tenant +acme\n/)
    const other = await ask("a2", "--tenant", "evil", "--wait", "--json")
    expect(other).toMatchObject({ code: 2, stdout: expect.stringContaining("another tenant") })
  })

  it("F14.7 N.6 refuses to invalidate what nobody names, and says how", async () => {
    const copy = copyOf(app)
    await copy.type("run", "quote", "--input", '{"sku":"lamp"}', "--wait")
    for (const [flags, said] of [
      [[], "nothing of what is meant"],
      [["--key", "5"], "a `key` is one of a step"],
      [["--step", "price", "--key", "{"], "is not JSON"],
    ] as const) {
      const typed = await copy.type("cache", "invalidate", ...flags)
      expect(typed.code).toBe(2)
      expect(typed.stderr).toContain(said)
    }
    expect(dataOf(await copy.type("cache", "ls", "--json"))).toHaveLength(1)
  })
})
