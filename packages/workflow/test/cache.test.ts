import { describe, expect, it } from "vitest"
import { cachePolicy } from "../src/cache/cache-policy.ts"

const check = (options: unknown) => cachePolicy("price", options as never) // what a program without types may give

describe("cache options", () => {
  it("F14.1 F14.5 are filled in, with times in milliseconds", () => {
    expect(check({})).toEqual({ staleFor: 0, version: "", scope: "workflow", tags: [], errors: false, store: "sqlite" })
    const key = () => 1
    expect(
      check({ ttl: "1 hour", staleWhileRevalidate: "1 minute", key, scope: "run", store: "memory" }),
    ).toMatchObject({
      ttl: 3_600_000,
      staleFor: 60_000,
      key,
      scope: "run",
      store: "memory",
    })
  })

  it.each([
    [[], "it is"],
    [null, "it is null"],
    [{ ttl: 0 }, "`ttl` is no time at all"],
    [{ ttl: -1 }, "`ttl`: -1 is not a duration"],
    [{ ttl: "soon" }, "`ttl`"],
    [{ staleWhileRevalidate: "1 hour" }, "without `ttl` nothing grows stale"],
    [{ ttl: 1, staleWhileRevalidate: 0 }, "`staleWhileRevalidate` is no time at all"],
    [{ scope: "planet" }, "its scope is"],
    [{ key: "id" }, "`key` is no function"],
    [{ when: true }, "`when` is no function"],
    [{ tags: "prices" }, "must be a list of texts"],
    [{ tags: ["ok", ""] }, "each must be a text of 1 to 256"],
    [{ tags: Array.from({ length: 65 }, (_, n) => `t${n}`) }, "has 65 tags"],
    [{ version: 2 }, "its version is 2"],
    [{ errors: 1 }, "`errors` is 1"],
    [{ store: "" }, "its store is"],
    [{ time: 5 }, "it has no option"],
  ])("F14.1 N.6 %j is refused: %s", (options, message) => {
    const refused = () => check(options)
    expect(refused).toThrow(expect.objectContaining({ _tag: "InvalidCache", code: "DEF-012", step: "price" }))
    expect(refused).toThrow(message)
  })
})
