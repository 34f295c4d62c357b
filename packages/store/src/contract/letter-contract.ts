import { describe, expect, it } from "vitest"
import type { LetterWrite, NewLetter } from "../port/letter-row.ts"
import type { Transition } from "../port/transition.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

const dead = (more: Partial<NewLetter> = {}): NewLetter => ({
  runAt: 1000,
  frame: body,
  waitId: "charge#1",
  workflow: "order",
  version: "v1",
  tenant: "",
  step: "charge",
  tag: "Declined",
  fingerprint: "f1",
  handled: false,
  isPart: false,
  runInput: `"in"`,
  input: `{"cents":1}`,
  error: `"no"`,
  attempts: "[]",
  firstFailedAt: 900,
  ...more,
})

const fails = (runId: string, more: Partial<NewLetter> = {}, transition: Partial<Transition> = {}): Transition =>
  moving(runId, 1, {
    run: { kind: "update", expectedRev: 1, state: null, becomes: { status: "failed", error: `"no"` } },
    letters: [{ kind: "add", ...dead(more) }],
    ...transition,
  })

/** What concerns letters alone, or is written beside the transition of a run. */
const only = (write: LetterWrite, runId = ""): Transition => ({
  runId,
  at: 5000,
  run: { kind: "none" },
  letters: [write],
})

const toReplay = (id: number, replayRun: string, more: object = {}): Transition =>
  only({ kind: "await", id, request: "r1", replayAt: 50, replayRun, ...more })

/** Dead letters, in every store. */
export const letterContract = (host: StoreHost): void => {
  describe("dead letters", () => {
    it("F07.1 F07.2 are kept with the failure, and with none that is not stored", async () => {
      const { store, commit } = await ledStore(host)
      expect(await commit(starting("a"), fails("a", {}, { run: { ...moving("a", 7).run } as never }))).toMatchObject([
        { status: "committed" },
        { status: "stale-rev" },
      ])
      expect(await store.letters({ limit: 9 })).toEqual([])
      await commit(fails("a", { kit: `"kit"` }))
      expect(await store.letter(1)).toEqual({
        ...dead(),
        id: 1,
        runId: "a",
        lastFailedAt: 3000,
        times: 1,
        status: "dead",
        replayAt: null,
        replayRun: null,
        request: null,
        resumable: true,
        replayInput: null,
        kit: `"kit"`,
      })
      expect(await store.lettersOfRun("a")).toEqual([{ id: 1, frame: body, waitId: "charge#1", resumable: true }])
      expect(await store.letter(2)).toBeUndefined()
    })

    it("F07.3 are listed, counted and grouped by what they have in common, page by page", async () => {
      const { store, commit } = await ledStore(host)
      await commit(
        starting("a"),
        starting("b"),
        starting("c"),
        fails("a"),
        fails("b", { tenant: "acme", handled: true, kit: `"kit"` }, { at: 4000 }),
        fails("c", { step: "ship", tag: "Error", fingerprint: "f2", isPart: true }, { at: 5000 }),
      )
      const found: [object, number[]][] = [
        [{}, [3, 2, 1]],
        [{ ids: [1, 3] }, [3, 1]],
        [{ ids: [] }, []],
        [{ runId: "b" }, [2]],
        [{ step: "charge" }, [2, 1]],
        [{ tag: "Error", workflow: "order" }, [3]],
        [{ fingerprint: "f1" }, [2, 1]],
        [{ tenant: "acme" }, [2]],
        [{ handled: false }, [3, 1]],
        [{ resumable: true }, [2]],
        [{ replayable: true }, [2, 1]],
        [{ failedAfter: 4000, failedBefore: 5000 }, [2]],
        [{ status: "waiting" }, []],
      ]
      for (const [filter, ids] of found) {
        expect(
          (await store.letters({ ...filter, limit: 9 })).map(({ id }) => id),
          JSON.stringify(filter),
        ).toEqual(ids)
        expect(await store.countLetters(filter)).toBe(ids.length)
      }
      expect((await store.letters({ limit: 2, order: "oldest" })).map(({ id }) => id)).toEqual([1, 2])
      expect((await store.letters({ limit: 2, after: 2 })).map(({ id }) => id)).toEqual([1])
      expect(await store.letterGroups({})).toEqual([
        expect.objectContaining({ fingerprint: "f2", letters: 1, dead: 1, newest: 3, lastFailedAt: 5000 }),
        expect.objectContaining({ fingerprint: "f1", letters: 2, dead: 2, times: 2, newest: 2, firstFailedAt: 900 }),
      ])
      expect(await store.letterFailures({ since: 4000, limit: 9 })).toEqual([5000, 4000])
    })

    it("F07.5 F07.8 wait for one replay, which another request does not change, and are gone when it has succeeded", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"), fails("a"), toReplay(1, "first", { replayInput: `"other"` }), toReplay(1, "second"))
      expect(await store.letter(1)).toMatchObject({ status: "waiting", replayRun: "first", replayInput: `"other"` })
      expect(await store.nextReplay()).toBe(50)
      expect(await store.lettersDue({ at: 49, limit: 9 })).toEqual([])
      expect(await store.lettersDue({ at: 50, limit: 9 })).toEqual([{ id: 1, workflow: "order", replayRun: "first" }])

      await commit(only({ kind: "replaying", id: 1 }, "second"))
      expect(await store.letter(1)).toMatchObject({ status: "waiting" })
      await commit(only({ kind: "replaying", id: 1 }, "first"), only({ kind: "discard", id: 1 }))
      expect(await store.letter(1)).toMatchObject({ status: "replaying", replayAt: null })
      expect(await store.nextReplay()).toBeUndefined()
      await commit(only({ kind: "solved", id: 1 }, "second"))
      expect(await store.letter(1)).toBeDefined()
      await commit(only({ kind: "solved", id: 1 }, "first"))
      expect(await store.letter(1)).toBeUndefined()
    })

    it("F07.7 F07.2 are dead again when a replay fails: with its failure, or with the old one where it failed elsewhere", async () => {
      const { store, commit } = await ledStore(host)
      const begins = (run: string): Transition[] => [toReplay(1, run), only({ kind: "replaying", id: 1 }, run)]
      await commit(starting("a"), fails("a"), ...begins("x"), only({ kind: "back", id: 1, hasFailed: true }, "x"))
      expect(await store.letter(1)).toMatchObject({ status: "dead", runId: "a", times: 2, lastFailedAt: 5000 })
      await commit(...begins("y"), only({ kind: "back", id: 1, hasFailed: false }, "y"))
      expect(await store.letter(1)).toMatchObject({ status: "dead", times: 2 })
      const again: LetterWrite = { kind: "again", id: 1, ...dead({ error: `"worse"`, fingerprint: "f3" }) }
      await commit(...begins("z"), only(again, "z"))
      expect(await store.letter(1)).toMatchObject({ status: "dead", runId: "z", error: `"worse"`, times: 3 })
      await commit(only({ kind: "solved", id: 1 }, "z"))
      expect(await store.letter(1)).toMatchObject({ status: "dead" })
    })

    it("F07.6 go when the run that was resumed for them has made their call with success, whatever becomes of it", async () => {
      const { store, commit } = await ledStore(host)
      const call = { frame: body, waitId: "charge#1" }
      await commit(starting("a"), only({ kind: "add", ...dead({ kit: `"kit"` }) }, "a"))
      const resumed = only({ kind: "resumed", id: 1, request: "r2" }, "a")
      const back = only({ kind: "back", id: 1, hasFailed: true }, "a")
      await commit(resumed)
      expect(await store.letter(1)).toMatchObject({ status: "replaying", replayRun: "a", kit: null })
      await commit(back)
      expect(await store.letter(1)).toMatchObject({ status: "dead", times: 2, kit: null })
      const done = [{ ...call, kind: "complete", token: "token 1", output: "1" }] as const
      expect(await commit(resumed, { ...back, steps: done })).toMatchObject([{}, { status: "committed" }])
      expect(await store.letter(1)).toBeUndefined()
    })

    it("F07.8 are not resumed while one of their run is being replayed, or when they are gone", async () => {
      const { store, commit } = await ledStore(host)
      const other = { kind: "add", ...dead({ waitId: "pack#2" }) } as const
      await commit(starting("a"), only({ kind: "add", ...dead() }, "a"), only(other, "a"), toReplay(1, "x"))
      const resumed = (id: number) => only({ kind: "resumed", id, request: "r2" }, "a")
      const stale = { status: "stale-rev", rev: null }
      expect(await commit(resumed(1), resumed(2), resumed(3))).toEqual([stale, stale, stale])
      expect((await store.letters({ limit: 9 })).map(({ status }) => status)).toEqual(["dead", "waiting"])
      await commit(only({ kind: "discard", id: 1 }), resumed(2))
      expect(await store.letter(2)).toMatchObject({ status: "replaying", replayRun: "a", request: "r2" })
    })

    it("F07.9 are forgotten when they are old and nobody does anything about them; a part is never replayed", async () => {
      const { store, epoch, commit } = await ledStore(host)
      await commit(starting("a"), starting("b"), starting("c"), fails("a"), fails("b"), fails("c", { isPart: true }))
      await commit(toReplay(2, "x"), toReplay(3, "y"))
      expect(await store.letter(3)).toMatchObject({ status: "dead" })
      await expect(store.forgetLetters(epoch + 1, { failedBefore: 9999, limit: 9 })).rejects.toMatchObject({
        _tag: "StaleEpoch",
      })
      expect(await store.forgetLetters(epoch, { failedBefore: 3000, limit: 9 })).toBe(0)
      expect(await store.forgetLetters(epoch, { failedBefore: 9999, limit: 1 })).toBe(1)
      expect(await store.forgetLetters(epoch, { failedBefore: 9999, limit: 9 })).toBe(1)
      expect((await store.letters({ limit: 9 })).map(({ id }) => id)).toEqual([2])
      await commit(only({ kind: "discard", id: 2 }))
      expect(await store.countLetters({})).toBe(0)
    })
  })
}
