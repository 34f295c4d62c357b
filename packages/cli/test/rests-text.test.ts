import { expect, it } from "vitest"
import { locksAwaited } from "../src/run/rests-text.ts"

it("W.6 P.2 show tells which run holds a lock of all runs that is waited for", () => {
  const rests = [
    { kind: "lock", name: "till", wait: "pay/lock#3", holder: "o-2" },
    { kind: "lock", name: "desk", wait: "mutex#7", within: "fork#1/1:second#4" },
  ] as const
  expect(locksAwaited({ rests })).toEqual(["pay/lock#3  lock till, held by run o-2", "mutex#7  lock desk, in second"])
})
