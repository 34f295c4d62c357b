import type { InputOf } from "statewright"
import type { contest } from "./workflows/contest.workflow.ts"

/** What is planned of a contest. */
export type Contest = InputOf<typeof contest>

/** What is to be seen of one: its end in a text, and what was noted, in any order. */
export interface Expected {
  readonly end: string
  readonly notes: readonly string[]
}

type End = "ok" | "failed" | "cancelled" | "late" | "withdrawn"

interface Running {
  readonly at: number
  readonly until: number
  readonly end: End
}

const longestCleanUp = 5 * 60_000

/** How a contest must go: written from the requirements, without a line of what it checks. */
export const expected = (plan: Contest): Expected => {
  const {
    word,
    runners,
    join = "all",
    window = word === "forEach" ? 100 : Infinity,
    timeout = Infinity,
    cutAfter,
  } = plan
  const total = word === "forEach" ? runners.length : word === "parallel" ? 4 : 3
  const losers = plan.losers ?? "cancel"
  const need =
    word === "race" || join === "all" ? 0 : join === "any" ? 1 : join === "majority" ? total / 2 + 0.5 : join.atLeast
  // What fails inside of the race that cuts it fails that, too.
  const failure = cutAfter === undefined ? ["over"] : []
  if (need > total) return { end: "InvalidOption", notes: failure }

  const ends: (End | undefined)[] = Array.from({ length: total }, () => undefined)
  const order: number[] = []
  const notes: string[] = []
  let running: Running[] = []
  let begun = 0
  let now = 0
  const count = (...these: readonly End[]): number =>
    ends.filter((end) => end !== undefined && these.includes(end)).length
  const first = (...these: readonly End[]): number | undefined => order.find((at) => these.includes(ends[at] ?? "ok"))

  /** How it is decided, if it is. */
  const verdict = (): "met" | "unmet" | "cancelled" | undefined => {
    const isFull = order.length === total
    const gone = count("cancelled")
    const failed = count("failed", "late")
    if (word === "race") {
      const winner = order[0] === undefined ? undefined : ends[order[0]]
      return winner === undefined ? undefined : winner === "ok" ? "met" : winner === "cancelled" ? "cancelled" : "unmet"
    }
    if (need > 0) {
      if (count("ok") >= need) return "met"
      if (total - gone < need) return "cancelled"
      return total - gone - failed < need ? "unmet" : undefined
    }
    const onError = word === "forEach" ? (plan.onError ?? "stop") : "all"
    if (onError === "continue") return isFull ? "met" : undefined
    if (gone > 0) return "cancelled"
    if (onError === "stop" && failed > 0) return "unmet"
    return isFull ? (failed > 0 ? "unmet" : "met") : undefined
  }
  const stops = word === "forEach" && need === 0 && (plan.onError ?? "stop") === "stop"

  const begin = (): void => {
    while (begun < total && running.length < window) {
      const { millis = 0, ends: end = "ok" } = runners[begun] ?? {}
      const isLate = millis > timeout
      running.push({ at: begun, until: now + Math.min(millis, timeout), end: isLate ? "late" : end })
      begun++
    }
  }
  const withdraw = (at: number): void => {
    const { ends: planned = "ok", cleanUp = 0 } = runners[at] ?? {}
    if (planned !== "cancelled" && cleanUp < longestCleanUp) notes.push(`${at} withdrew`)
  }

  begin()
  let decided = verdict()
  const goesOn = (): boolean => decided === undefined || (decided !== "cancelled" && losers === "await")
  while (goesOn()) {
    const next = running.toSorted((a, b) => a.until - b.until)[0]
    if (next === undefined) break
    if (cutAfter !== undefined && cutAfter < next.until) {
      for (const { at } of running) withdraw(at)
      return { end: "cut", notes: [...notes, "over"] }
    }
    now = next.until
    running = running.filter((each) => each !== next)
    ends[next.at] = next.end
    order.push(next.at)
    if (next.end === "late") withdraw(next.at)
    if (next.end === "ok" || next.end === "failed") notes.push(`${next.at} arrived`)
    decided ??= verdict()
    if (decided === undefined || (losers === "await" && decided !== "cancelled" && !stops)) begin()
  }
  for (const { at } of running) withdraw(at)

  const shown = (at: number): string => {
    const end = ends[at]
    return end === "ok" ? `${at}` : end === "failed" || end === "late" ? `!${thrown(at)}` : "-"
  }
  const thrown = (at: number | undefined): string => (at !== undefined && ends[at] === "late" ? "late" : `${at} fell`)
  const all = ends.map((_, at) => at)
  if (decided === "cancelled") return { end: "Cancelled", notes: [...notes, ...failure] }
  if (decided === "unmet") {
    const isEvery = need > 0 || (word === "forEach" && plan.onError === "collect")
    // Those that come after the decision are in it, too, where they are awaited.
    const failures = all.filter((at) => ends[at] === "failed" || ends[at] === "late")
    return {
      end: isEvery ? `JoinFailed ${failures.map(thrown).join()}` : `Error ${thrown(first("failed", "late"))}`,
      notes: [...notes, ...failure],
    }
  }
  notes.push("over")
  if (word === "race") return { end: `${"abc"[order[0] ?? 0]} ${order[0]}`, notes }
  return { end: all.map(shown).join(" "), notes }
}
