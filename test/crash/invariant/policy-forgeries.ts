import { decodeValue, encodeValue } from "@statewright/model"
import type { History, StoredRun } from "../history/history.ts"
import { type Forgery, forgery } from "./forgeries.ts"
import { keyOf } from "./key-of.ts"

type Step = StoredRun["steps"][number]

interface Forged {
  readonly run: StoredRun
  readonly forged: Step
  readonly step: Step
  readonly history: History
}

/** In which a call of a step of the last run is another one; what is answered is the call, and the same as it is forged. */
const ofCall = (sound: History, name: string, forge: (step: Step, run: StoredRun) => Partial<Step>): Forged => {
  const run = sound.end.runs.find(({ row }) => row.id === latecomer)
  const step = run?.steps.find((each) => each.name === name)
  if (run === undefined || step === undefined) throw new Error(`Run ${latecomer} has no call of ${name}.`)
  const forged = { ...step, ...forge(step, run) }
  const runs = sound.end.runs.map((each) =>
    each === run ? { ...run, steps: run.steps.map((other) => (other === step ? forged : other)) } : each,
  )
  return { run, step, forged, history: { ...sound, end: { ...sound.end, runs } } }
}

/** The run that asks for a price which another one has asked for before. */
export const latecomer = "market-later"

/** The world has seen the forged call, too. */
const seen = ({ run, forged, history }: Omit<Forged, "step">): History => {
  const { name, attempt, attemptAt } = forged
  const effect = {
    step: name,
    input: "{}",
    run: run.row.id,
    key: keyOf(run, forged),
    attempt,
    at: attemptAt,
    by: "here",
  }
  const effects = [...history.effects, effect]
  return { ...history, effects, end: { ...history.end, effects: effects.length } }
}

const request = {
  runId: "",
  id: "cache:1",
  kind: "cache",
  name: null,
  options: null,
  acceptedAt: 0,
  reached: null,
  processedRev: 0,
} as const

/** When the breaker opened for the first time, and closed again. */
const opening = ({ end }: History): { readonly at: number; readonly retryAt: number } => {
  for (const { at, facts } of end.breakers) {
    const { to, retryAt } = decodeValue(facts) as { readonly to: string; readonly retryAt?: number } // the engine wrote it
    if (to === "open" && retryAt !== undefined) return { at, retryAt }
  }
  throw new Error("No breaker has opened.")
}

/** What the policies of steps promise, broken in each way that the checker knows of: of a history of two runs at the market. */
export const policyForgeries: readonly Forgery[] = [
  forgery("I10", "a replay that was taken and never came", (sound) => ({
    ...sound,
    told: [{ kind: "replaying", run: "lost", letter: 1 }, ...sound.told],
  })),
  forgery("I10", "a failure that is said to be handled", (sound) => ({
    ...sound,
    end: { ...sound.end, letters: sound.end.letters.map((letter) => ({ ...letter, handled: true })) },
  })),
  forgery("I10", "a run that was to go on, and has not", (sound) => ({
    ...sound,
    told: [{ kind: "resuming", run: latecomer }, ...sound.told],
  })),
  forgery("I11", "two calls for the same that were both at work", (sound) =>
    seen(
      ofCall(sound, "price", (step, run) => ({
        attempt: 1,
        cachedAt: null,
        output: encodeValue(`${keyOf(run, step)} 1`, "output"),
      })),
    ),
  ),
  forgery(
    "I11",
    "an answer that nobody gave",
    (sound) => ofCall(sound, "price", () => ({ output: encodeValue("nobody 1", "output") })).history,
  ),
  forgery(
    "I11",
    "an answer to something else",
    (sound) => ofCall(sound, "price", () => ({ input: encodeValue({ item: 77 }, "input") })).history,
  ),
  forgery("I11", "an answer of another tenant", (sound) => ({
    ...sound,
    end: {
      ...sound.end,
      runs: sound.end.runs.map((run) =>
        run.row.id === latecomer ? { ...run, row: { ...run.row, tenant: "north" } } : run,
      ),
    },
  })),
  forgery("I11", "an answer that had been invalidated", (sound) => {
    const { step, history } = ofCall(sound, "price", () => ({}))
    const payload = encodeValue({ step: "price", tenant: "" }, "selection")
    const row = { ...request, seq: 97, payload, processedAt: step.startedAt - 1 }
    return { ...history, end: { ...history.end, invalidations: [row] } }
  }),
  forgery("I12", "a call that went through a breaker which was open", (sound) => {
    const { at } = opening(sound)
    return seen(ofCall(sound, "bid", () => ({ attempt: 90, attemptAt: at + 1 })))
  }),
  forgery("I12", "two probes where one may be", (sound) => {
    const { retryAt } = opening(sound)
    const probe = { status: "completed", endedBy: null, attempt: 90, attemptAt: retryAt } as const
    const one = ofCall(sound, "bid", () => probe)
    const other = { ...one, forged: { ...one.forged, waitId: "bid#99" } }
    const both = seen({ ...other, history: seen(one) })
    const runs = both.end.runs.map((run) =>
      run.row.id === latecomer ? { ...run, steps: [...run.steps, other.forged] } : run,
    )
    const breakers = sound.end.breakers
      .slice(0, 1)
      .map((change) => ({ ...change, at: retryAt, facts: encodeValue({ to: "half-open" }, "facts") }))
    return { ...both, end: { ...both.end, runs, breakers } }
  }),
  forgery("I13", "an attempt that began behind the deadline of its call", (sound) =>
    seen(ofCall(sound, "bid", ({ startedAt }) => ({ attempt: 90, attemptAt: startedAt + 800 }))),
  ),
  forgery(
    "I13",
    "a call that failed of its deadline while there was time",
    (sound) =>
      ofCall(sound, "bid", ({ startedAt }) => ({ status: "failed", endedBy: "deadline", endedAt: startedAt + 1 }))
        .history,
  ),
]
