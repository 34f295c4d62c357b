import type { Store } from "@statewright/store"

import type { Screen } from "../screen/screen.ts"
import { eventLines } from "./event-text.ts"
import { liveLines } from "./live-lines.ts"
import type { RunFacts } from "./run-event.ts"
import { watchRun } from "./watch-run.ts"

/** Tells a person what a run does until it rests for good or `signal` is aborted: lines, and below them what it does now. */
export const followRun = async (
  store: Store,
  runId: string,
  { screen, signal }: { readonly screen: Screen; readonly signal: AbortSignal },
): Promise<void> => {
  const { paint, columns, live } = screen
  let facts: RunFacts | undefined
  const redraw = (): void => {
    if (facts !== undefined) screen.show(liveLines(facts, { now: Date.now(), paint, columns: columns() }))
  }
  const wheel = live ? setInterval(redraw, 125) : undefined
  try {
    for await (const look of watchRun(store, runId, signal)) {
      facts = look.facts
      for (const line of eventLines(look.events, facts.run.createdAt, paint)) screen.talk(line)
    }
  } finally {
    clearInterval(wheel)
    screen.show([])
  }
}
