import type { KillPoint } from "@statewright/store/kill-point"

/** A guard of the engine that is taken away, to see whether the checker notices. */
export interface Mutation {
  /** What the engine does no more. */
  readonly removes: string
  readonly edits: readonly Edit[]
  /** Where most processes must die for it to be noticed soon. */
  readonly at?: KillPoint
  /** Whether the tests of every day prove that it is noticed; the script proves it of all. */
  readonly isQuick: boolean
}

/** A text that must stand in a file just so often, and what stands there then. */
export interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
  readonly times: number
}

const edit = (file: string, from: string, to = "", times = 1): Edit => ({ file, from, to, times })

const runtime = (path: string): string => `packages/runtime/src/${path}.ts`

const sqlite = (path: string): string => `packages/store/src/sqlite/${path}.ts`

/** The guards that promises stand on, one at a time. */
export const mutations: readonly Mutation[] = [
  {
    removes: "the fence: a result must carry the token of the attempt at work",
    edits: [edit(sqlite("step-statements"), `.where("token", "=", v.token)`, "", 4)],
    isQuick: true,
  },
  {
    removes: "the test of `rev`: a transition must start where the run stands",
    edits: [
      edit(sqlite("write-run"), ` || found.rev !== expectedRev`),
      // Two transitions of one rev would be refused by the primary key.
      edit(
        sqlite("write-transition"),
        `snapshot: v.snapshot,\n      }),`,
        `snapshot: v.snapshot,\n      }).onConflict((conflict) => conflict.doNothing()),`,
      ),
    ],
    isQuick: true,
  },
  {
    removes: "the uniqueness of the inbox: an id is accepted once",
    edits: [
      edit(
        sqlite("migrations/0001-first-tables"),
        `processed_rev INTEGER,\n        UNIQUE (run_id, id)`,
        "processed_rev INTEGER",
      ),
      edit(sqlite("write-sends"), `.onConflict((conflict) => conflict.columns(["run_id", "id"]).doNothing())`),
      edit(
        sqlite("cancel-children"),
        `.onConflict((conflict) => conflict.columns(["run_id", "id"]).doNothing())`,
        "",
        2,
      ),
      edit(sqlite("insert-inbox"), `if (existing !== undefined) return { status: "duplicate", existing }`),
      edit(
        sqlite("insert-inbox"),
        `if (kind === "start" && begun.get({ runId }) !== undefined) return { status: "begun" }`,
      ),
    ],
    isQuick: true,
  },
  {
    removes: "the settling of the inbox: what was taken once is not taken again",
    edits: [edit(sqlite("write-inbox"), `.where("processed_rev", "is", null)`)],
    isQuick: true,
  },
  {
    removes: "the test of the epoch: only who leads may write",
    edits: [edit(sqlite("commit"), `if (present !== epoch) throw new StaleEpoch(epoch, present)`)],
    isQuick: true,
  },
  {
    removes: "the counting of an attempt before its code runs",
    edits: [
      edit(
        sqlite("step-statements"),
        `.set({ status: "running", attempt: v.attempt,`,
        `.set({ status: "running", attempt: v.before,`,
      ),
    ],
    at: "step-end",
    isQuick: true,
  },
  {
    removes: "the order of commit before launch",
    edits: [
      edit(
        runtime("writer/writer"),
        `      killPoint("tx-before")`,
        `      for (const { prepared } of ready) {
        const { runId } = prepared.transition
        if (prepared.launches.length > 0) stored({ ...prepared, transition: { runId, at: now, run: { kind: "none" } } }, [])
      }
      killPoint("tx-before")`,
      ),
      edit(
        runtime("writer/writer"),
        `      stored(prepared, sent)`,
        `      stored({ ...prepared, launches: [] }, sent)`,
      ),
    ],
    at: "tx-before",
    isQuick: true,
  },
  {
    removes: "the order of commit before answer",
    edits: [
      edit(
        runtime("writer/writer"),
        `      killPoint("tx-before")`,
        `      for (const { prepared } of ready) prepared.answer?.({ status: "committed", rev: 1 })
      await new Promise((resolve) => setImmediate(resolve))
      killPoint("tx-before")`,
      ),
    ],
    at: "tx-before",
    isQuick: false,
  },
  {
    removes: "the storing of a snapshot with its transition",
    edits: [edit(runtime("writer/move-run"), `      frame,\n      startSteps: stepsOf`, `      startSteps: stepsOf`)],
    isQuick: false,
  },
  {
    removes: "the patience of timers",
    edits: [edit(runtime("timers/alarm"), `store.dueTimers({ at: now,`, `store.dueTimers({ at: now + 1_000,`)],
    isQuick: false,
  },
  {
    removes: "the closing of all that is open of a run that ends",
    edits: [edit(sqlite("plan-transition"), `planCloseEndedRun,`, ``)],
    isQuick: false,
  },
  {
    removes: "the claims of recovery: what was at work begins again",
    edits: [edit(runtime("leader/lead"), `for (const claim of claims) writer.submit(claim)`)],
    at: "step-start",
    isQuick: false,
  },
  {
    removes: "the rest of a run that ends in a batch: nothing else in it moves that run",
    edits: [edit(runtime("writer/move-run"), `  if (becomes !== undefined) live.rests = true\n`)],
    isQuick: false,
  },
  {
    removes: "the single flight: calls for the same cached answer wait for the one that is at work",
    edits: [
      edit(
        runtime("policy/cache/flights"),
        `if (flight === undefined || !isOpen(flight.since)) {`,
        `if (flight === undefined || flight.key === key) {`,
      ),
    ],
    isQuick: false,
  },
  {
    removes: "the patience of breakers: one that is open turns calls away",
    edits: [
      edit(
        runtime("policy/breaker/circuit"),
        `case "open": {`,
        `case "open": {\n      if (!circuit.isForced) return { kind: "admitted", circuit }`,
      ),
    ],
    isQuick: false,
  },
]
