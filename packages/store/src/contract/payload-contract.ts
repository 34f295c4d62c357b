import { describe, expect, it } from "vitest"
import type { PayloadCodec, PayloadPlace } from "../port/payload-codec.ts"
import { broadcast } from "../port/event-row.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, charged, moving, starting } from "./transitions.ts"

const nameOf = ({ column, runId, row }: PayloadPlace): string => `${column} of ${runId} at ${row}: `

/** Opens only what was sealed for the same place, and makes bytes of every other payload. */
const strict = (places: Set<string>): PayloadCodec => ({
  seal: (text, place) => {
    places.add(place.column)
    const sealed = nameOf(place) + text
    return text.length % 2 === 0 ? sealed : new TextEncoder().encode(sealed)
  },
  open: (stored, place) => {
    const sealed = typeof stored === "string" ? stored : new TextDecoder().decode(stored)
    if (!sealed.startsWith(nameOf(place))) throw new Error(`sealed for another place than ${nameOf(place)}${sealed}`)
    return sealed.slice(nameOf(place).length)
  },
})

/** What payloads do on their way to the disk and back in every store. */
export const payloadContract = (host: StoreHost): void => {
  describe("payloads", () => {
    it("F07.11 pass through the codec in every column, there and back, each with the row that it stands in", async () => {
      const places = new Set<string>()
      const { store, commit } = await ledStore(host, { payloads: strict(places) })
      await store.insertInbox([
        { runId: "a", id: "e", kind: "event", name: "n", payload: "event", options: "said", acceptedAt: 1 },
      ])
      await store.insertInbox([
        { runId: "a", id: "no", kind: "event", name: "n", payload: "other", refusal: "misfit", acceptedAt: 1 },
      ])
      const wait = { frame: body, number: 9, name: "n", site: "s", key: "k", dueAt: null, after: null }
      await commit(
        starting("waiting", {
          openWaits: [{ ...wait, waitId: "n#9", given: "given", onTimeout: "none", trouble: "odd" }],
          received: [{ frame: body, waitId: "n#8", seq: 9, eventId: "e", name: "n", payload: "taken", acceptedAt: 1 }],
        }),
      )
      expect(await store.waits("waiting")).toMatchObject([{ given: "given", onTimeout: "none", trouble: "odd" }])
      expect(await store.received("waiting")).toMatchObject([{ payload: "taken" }])
      expect(await store.events({ limit: 9 })).toMatchObject({ events: [{ refusal: "misfit" }, { payload: "event" }] })
      await store.insertInbox([
        { runId: broadcast, id: "all", kind: "event", name: "n", payload: "for all", acceptedAt: 1 },
      ])
      const all = await store.eventById(broadcast, "all")
      const { seq = 0, id = "" } = all ?? {}
      await commit(
        starting("takes", {
          received: [{ frame: body, waitId: "n#8", seq, eventId: id, name: "n", acceptedAt: 1 }],
          events: [{ kind: "reached", seq }],
          links: [{ runId: "never", kind: "child", parentWait: "x#1", rootId: "takes", depth: 1, refusal: "no" }],
          strands: [
            { kind: "begin", frame: body, groupId: "g#1", item: 0, waitId: "x#1" },
            { kind: "end", frame: body, groupId: "g#1", item: 0, status: "completed", payload: "strand" },
          ],
        }),
      )
      expect(await store.received("takes")).toMatchObject([{ payload: "for all" }])
      expect(await store.link("never")).toMatchObject({ refusal: "no" })
      expect(await store.strands("takes")).toMatchObject([{ payload: "strand" }])
      await commit({
        runId: broadcast,
        at: 9,
        run: { kind: "none" },
        events: [{ kind: "refuse", seq, id, refusal: "late" }],
      })
      expect(await store.event(seq)).toMatchObject({ refusal: "late" })
      await commit(
        starting("a"),
        charged("a", {
          seed: "seed",
          branches: "branches",
          steps: [
            {
              kind: "complete",
              frame: body,
              waitId: "charge#1",
              token: "token 1",
              output: `"receipt"`,
              warnings: "warned",
            },
          ],
          attempts: [{ frame: body, waitId: "charge#1", attempt: 1, startedAt: 1, endedAt: 2, error: "first" }],
        }),
        moving("a", 2, {
          frame: { kind: "delta", delta: "+" },
          steps: [{ kind: "fail", frame: body, waitId: "pack#2", token: "token 2", error: "torn" }],
          run: { kind: "update", expectedRev: 2, state: null, becomes: { status: "failed", error: "failed" } },
        }),
        starting("b", {
          run: {
            kind: "insert",
            workflow: "w",
            version: "v",
            input: "in",
            contracts: "contracts",
            state: null,
            becomes: { status: "completed", output: "out" },
          },
        }),
      )
      expect(await store.run("a")).toMatchObject({ input: `"input of a"`, error: "failed" })
      expect(await store.run("b")).toMatchObject({ input: "in", output: "out", contracts: "contracts" })
      expect(await store.frame("a")).toMatchObject({ snapshot: "base 2", deltas: ["+"] })
      expect(await store.inbox("a")).toMatchObject([
        { payload: "event", options: "said" },
        { payload: "other", options: null },
      ])
      expect(await store.transitions("a")).toMatchObject([{}, { seed: "seed", branches: "branches" }, {}])
      expect(await store.steps("a")).toMatchObject([
        { input: `{"cents":1}`, output: `"receipt"`, warnings: "warned" },
        { input: `"box"`, error: "torn", warnings: null },
      ])
      expect(await store.attempts("a")).toMatchObject([{ error: "first" }])
      expect([...places].toSorted()).toEqual([
        "attempt.error",
        "frame.delta",
        "frame.snapshot",
        "inbox.options",
        "inbox.payload",
        "inbox.refusal",
        "link.refusal",
        "received.payload",
        "run.contracts",
        "run.error",
        "run.input",
        "run.output",
        "step.error",
        "step.input",
        "step.output",
        "step.warnings",
        "strand.payload",
        "transition.branches",
        "transition.seed",
        "wait.given",
        "wait.on_timeout",
        "wait.trouble",
      ])
    })

    it("that cannot be sealed fail their own transition only", async () => {
      const refusing: PayloadCodec = {
        seal: (text, { runId }) => {
          if (runId === "b") throw new Error("no key for b")
          return text
        },
        open: String,
      }
      const { commit } = await ledStore(host, { payloads: refusing })
      expect(await commit(starting("a"), starting("b"), starting("c"))).toMatchObject([
        { status: "committed" },
        { status: "refused", error: { message: "no key for b" } },
        { status: "committed" },
      ])
    })

    it("keep every character", async () => {
      const { store, commit } = await ledStore(host)
      const text = `"\u0000 \u2028 \ud83d\ude80 é ' \\" %"`
      await commit(starting(text, { frame: { kind: "base", snapshot: text } }))
      expect((await store.frame(text))?.snapshot).toBe(text)
      expect((await store.run(text))?.id).toBe(text)
    })
  })
}
