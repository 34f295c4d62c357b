import { relative } from "node:path"
import type { Kill, Proof } from "./proof.ts"
import { count, heading, line, seconds, verdict } from "./screen.ts"
import { keyOf, type StoredRun } from "./stored-run.ts"

/** A kill as the demo tells of it. */
export interface Stop extends Kill {
  readonly where: string
  /** Milliseconds from the start of the next process until it went on. */
  readonly resumed: number
}

/** Says where the worker was killed and how it went on. */
export const showKills = (stops: readonly Stop[], run: StoredRun): void => {
  heading("Where it was killed")
  const width = Math.max(...stops.map(({ where }) => where.length))
  for (const { where, finished, resumed } of stops) {
    line(
      `  ${where.padEnd(width)}   ${count(finished.size, "step").padStart(8)} stored   went on in ${seconds(resumed)}`,
    )
  }
  line(`\n  Going on is timed from the start of the new process, Node's own start included.`)
  const slept = sleptIn(run)
  const late = slept > 5100 ? ": it was over before the next process was up" : ", the kill in it included"
  line(`  The sleep of 5 seconds lasted ${seconds(slept)}${late}.`)
}

/** Says what the service's log proves. */
export const showProof = (proof: Proof, stops: readonly Stop[], run: StoredRun): void => {
  heading("What the service's own log says")
  const rows: [number, string][] = [
    [proof.requests, `requests came for ${proof.keys.size} calls of steps; the others repeat one for a reason:`],
    [proof.refused, "refused with 503, and asked again after a delay"],
    [proof.stalled, "never answered, and asked again after the timeout of 800 ms"],
    [proof.cutOff, "cut off by a SIGKILL, and asked again by the next process"],
    [proof.lost, "answered when the worker was already dead, and asked again by the next process"],
  ]
  for (const [number, text] of rows) if (number > 0) line(`  ${String(number).padStart(4)}  ${text}`)
  line()
  stops.forEach(({ finished }, index) => {
    const again = proof.ranAgain[index]?.length ?? 0
    verdict(
      again === 0,
      `kill ${index + 1}: of ${finished.size} finished steps, ${howOften(again)} was asked for again`,
    )
  })
  const repeats = proof.requests - proof.keys.size
  const { length } = proof.unexplained
  if (length === 0) verdict(true, `${repeats} requests repeat an earlier one, each for a reason above`)
  else verdict(false, `${length} of ${repeats} repeated requests have no reason`)
  const unseen = run.steps.filter(({ wait }) => !proof.keys.has(keyOf(wait)))
  const once = unseen.every(({ attempts }) => attempts === 1)
  verdict(once, `the ${unseen.length} steps that only read or write files began once each, says the database`)
  verdict(run.status === "completed", `the run is ${run.status}, with ${run.steps.length} steps`)
}

const howOften = (number: number) => (number === 0 ? "none" : String(number))

/** Says where everything is. */
export const showFiles = (folder: string): void => {
  heading("Look for yourself")
  const files = {
    "air-routes.md": "the report",
    "busiest-airports.svg": "the chart",
    "lookups.jsonl": "the service's log, a line for each request",
    "air.db": "the run itself, as the command `statewright runs show air` reads it",
  }
  // Where the user typed the command, not where pnpm went to run it.
  const here = process.env["INIT_CWD"] ?? process.cwd()
  const width = Math.max(...Object.keys(files).map((file) => relative(here, `${folder}/${file}`).length))
  for (const [file, what] of Object.entries(files)) {
    line(`  ${relative(here, `${folder}/${file}`).padEnd(width)}   ${what}`)
  }
  line()
}

/** From the end of the step before the sleep to the start of the one after it. */
const sleptIn = ({ steps }: StoredRun) => {
  const before = steps.find(({ name }) => name === "closeSession")?.endedAt ?? Number.NaN
  const after = steps.find(({ name }) => name === "writeReport")?.startedAt ?? Number.NaN
  return after - before
}
