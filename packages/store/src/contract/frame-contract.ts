import { describe, expect, it } from "vitest"
import type { FrameWrite } from "../port/transition.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

const delta = (text: string): FrameWrite => ({ kind: "delta", path: body, delta: text })

/** What the snapshots of frames do in every store. */
export const frameContract = (host: StoreHost): void => {
  describe("frames", () => {
    it("N.4 adds what changed to the base, in order", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      for (let rev = 1; rev <= 12; rev++) await commit(moving("a", rev, { frames: [delta(`+${rev}`)] }))
      const [frame] = await store.frames("a")
      expect(frame).toEqual({
        runId: "a",
        path: body,
        snapshot: "base 1",
        deltas: Array.from({ length: 12 }, (_, i) => `+${i + 1}`),
      })
    })

    it("drops the deltas when a base is written, and starts anew", async () => {
      const { store, commit } = await ledStore(host)
      await commit(
        starting("a"),
        moving("a", 1, { frames: [delta("+1")] }),
        moving("a", 2, { frames: [{ kind: "base", path: body, snapshot: "base 3" }] }),
        moving("a", 3, { frames: [delta("+2")] }),
      )
      expect(await store.frames("a")).toEqual([{ runId: "a", path: body, snapshot: "base 3", deltas: ["+2"] }])
    })

    it("keeps frames apart, and deletes one with its deltas", async () => {
      const { store, commit } = await ledStore(host)
      const branch = "main/branch#2.0"
      await commit(
        starting("a", {
          frames: [
            { kind: "base", path: body, snapshot: "m" },
            { kind: "base", path: branch, snapshot: "b" },
          ],
        }),
        moving("a", 1, { frames: [delta("+m"), { kind: "delta", path: branch, delta: "+b" }] }),
      )
      expect(await store.frames("a")).toMatchObject([
        { path: body, snapshot: "m", deltas: ["+m"] },
        { path: branch, snapshot: "b", deltas: ["+b"] },
      ])
      await commit(moving("a", 2, { frames: [{ kind: "delete", path: branch }] }))
      expect(await store.frames("a")).toMatchObject([{ path: body }])
      await commit(moving("a", 3, { frames: [{ kind: "base", path: branch, snapshot: "again" }] }))
      expect(await store.frames("a")).toMatchObject([{ path: body }, { path: branch, snapshot: "again", deltas: [] }])
    })
  })
}
