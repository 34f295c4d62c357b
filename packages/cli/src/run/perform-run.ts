import type { createEngine, Engine, Run, RunOutcome } from "@statewright/runtime"
import { openSqliteStore, type Store } from "@statewright/store"
import { setTimeout } from "node:timers/promises"

import { type ExitCode, exitCode } from "../error/exit-code.ts"
import { WaitTimedOut } from "../error/run-errors.ts"
import { givenKeys, openingKeys } from "../keys/given-keys.ts"
import { payloadJson } from "../payload/payload-json.ts"
import { payloadText } from "../payload/payload-text.ts"
import type { Workflows } from "../project/load-workflows.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Screen } from "../screen/screen.ts"
import { followRun } from "./follow-run.ts"
import { interrupt } from "./interrupt.ts"
import { inputOf, type RunRequest, tenantOf } from "./run-request.ts"

/** What performing a run takes besides the request. */
export interface Performing {
  readonly screen: Screen
  readonly workflows: Workflows
  readonly createEngine: typeof createEngine
  /** What the project gives to its engine beside database and workflows. */
  readonly options: object
  /** How long to wait for the end. */
  readonly limit: { readonly text: string; readonly millis: number } | undefined
}

/** Starts a run or goes on with it, shows how it goes, and ends as it ends. */
export const performRun = async (
  request: RunRequest,
  { screen, workflows, createEngine: create, options, limit }: Performing,
): Promise<ExitCode> => {
  const { id, database, again } = request
  const interrupted = interrupt()
  const keys = givenKeys()
  const engine = await create({ ...options, database, workflows, ...(keys !== undefined && { encryption: { keys } }) })
  // A connection of its own: it notices what the engine writes.
  const store = await openSqliteStore({ path: database, ...openingKeys() })
  try {
    const run = await start(engine, request, {
      input: await inputOf(request, store),
      ...(await tenantOf(request, store)),
    })
    const other = engine.role() === "standby" ? (await store.leader())?.pid : undefined
    const performer = other === undefined ? "" : `; process ${other} leads ${database} and performs it`
    screen.talk(screen.paint.dim(`Run ${id} is stored${performer}.`))

    const end = await awaitEnd(run, { store, screen, interrupted, limit })
    if (end === "timeout") throw new WaitTimedOut(id, limit?.text ?? "", again(id))
    if (end !== "interrupted") return tellOutcome(end, request, screen)
    screen.talk(`\nInterrupted. What run ${id} has done is stored. Go on with: ${again(id)}`)
    return exitCode.interrupted
  } finally {
    await engine.close()
    await store.close()
  }
}

type End = RunOutcome<unknown> | "interrupted" | "timeout"

interface Awaiting extends Pick<Performing, "screen" | "limit"> {
  readonly store: Store
  readonly interrupted: Promise<"interrupted">
}

/** Shows how a run goes until it ends, the time is up, or Ctrl-C. */
const awaitEnd = async (run: Run<unknown>, { store, screen, interrupted, limit }: Awaiting): Promise<End> => {
  const stop = new AbortController()
  const { signal } = stop
  const following = followRun(store, run.id, { screen, signal })
  const timeouts =
    limit === undefined ? [] : [setTimeout(Math.min(limit.millis, longestTimeout), "timeout" as const, { signal })]
  try {
    const end = await Promise.race([run.outcome(), interrupted, ...timeouts])
    // How it got there is told before where it got to.
    if (typeof end === "object") await following
    return end
  } finally {
    stop.abort()
    await following
  }
}

/** Node's timers know no longer one. */
const longestTimeout = 2 ** 31 - 1

const start = async (
  engine: Engine,
  { name, id, tags, priority }: RunRequest,
  { input, ...whose }: { readonly input: unknown; readonly tenant?: string },
): Promise<Run<unknown>> => {
  const client = engine.workflows[name]
  if (client === undefined) throw new Error(`invariant: the registry has ${name}, and the engine has not`)
  // The workflow's own schema says what the input must be.
  return client.start(input as never, { id, tags, priority, ...whose })
}

/** The output is data; an error is talk, unless a program asked. */
const tellOutcome = (
  outcome: RunOutcome<unknown>,
  { name, id, json }: RunRequest,
  { data, talk, paint }: Screen,
): ExitCode => {
  const code = outcome.status === "completed" ? exitCode.ok : exitCode.failed
  if (json) {
    const end =
      outcome.status === "completed" ? { output: payloadJson(outcome.output) } : { error: payloadJson(outcome.error) }
    data(jsonText(envelope("run/1", { id, workflow: name, status: outcome.status, ...end })))
  } else if (outcome.status === "completed") {
    if (outcome.output !== undefined) data(payloadText(outcome.output))
  } else {
    talk(`${paint.red(`Run ${id} ${outcome.status}:`)} ${payloadText(outcome.error)}`)
    talk(`${paint.cyan("hint:")} See what it did with: statewright runs show ${id}`)
  }
  return code
}
