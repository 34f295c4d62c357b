import { isStatewrightError } from "@statewright/model"
import type { LineWrite, NewStep, RatePermit, WaitKey } from "@statewright/store"
import type { StepDefinition } from "@statewright/workflow"
import { isDamage, readStored } from "../history/read-stored.ts"
import type { Program } from "../machine/program.ts"
import type { Breakers } from "../policy/breaker/breakers.ts"
import { behindBreaker, breakerOf, returned, together } from "../policy/breaker/behind-breaker.ts"
import type { Gate } from "./gate.ts"
import { type Lane, laneOf, laneText, type Limited } from "./lane.ts"
import type { Permit } from "./permit.ts"

/** What asks for permits. */
export interface Asking {
  readonly gate: Gate
  readonly breakers: Breakers
  readonly runId: string
  readonly program: Program
  /** The priority of the run; asked only where something must stand in line. */
  readonly priority: () => Promise<number>
  readonly now: number
}

/** Whether an attempt may begin now. */
export type Answer = Begin | Queue

/** It stands in line. */
export interface Queue {
  readonly kind: "queue"
  readonly line: LineWrite
  /** Takes it out of the line: it was not stored. */
  readonly undo: () => void
}

/** It begins, or fails for `problem` without being tried. */
export interface Begin {
  readonly kind: "begin"
  readonly permit?: Permit
  readonly problem?: Error
  /** Gives back what was taken: it was not stored. */
  readonly undo?: () => void
}

/**
 * Asks for a permit for an attempt at a call: first its breaker, then rate and concurrency, then a place among the probes where
 * the breaker is half-open. Where there is none, the call stands in line when this is stored; who is turned away fails, untried.
 */
export const ask = async (asking: Asking, call: WaitKey & { name: string; input: string }): Promise<Answer> => {
  const { gate, breakers, runId, program, priority, now } = asking
  const { frame, waitId, name } = call
  const definition = program.steps[name]?.definition
  if (definition === undefined || !mayWait(gate, definition)) return { kind: "begin" }
  const breaker = breakerOf(definition)
  const refusal = breaker && breakers.refusal(breaker, now)
  if (refusal !== undefined) return { kind: "begin", problem: refusal }
  if (!gate.limits(definition)) return begin(behindBreaker(asking, breaker))
  const limited: Limited = definition
  const lane = laneOrProblem(limited, call)
  // What cannot be read parks the run, as soon as the attempt finds it out.
  if (lane instanceof Error) return { kind: "begin", ...(!isDamage(lane) && { problem: lane }) }
  const permit = gate.enter(lane, limited, now)
  if (permit !== undefined) return begin(behindBreaker(asking, breaker, permit))
  const entry = { frame, waitId, place: gate.place(), priority: await priority(), lane: laneText(lane) }
  const undo = gate.join({ ...entry, runId }, { lane, limited }, now)
  return { kind: "queue", line: { kind: "join", ...entry }, undo }
}

/**
 * Asks the breaker of a call whose turn has come. What was granted stays the asker's: it is tried again with it where this is not
 * stored, and given back once it is, if the call is turned away.
 */
export const askAtTurn = (asking: Asking, name: string, permit: Permit): Begin => {
  const definition = asking.program.steps[name]?.definition
  const breaker = definition && breakerOf(definition)
  const { problem, permit: both } = behindBreaker(asking, breaker)
  if (problem !== undefined) return { kind: "begin", problem, permit: returned(permit) }
  if (both === undefined) return { kind: "begin", permit }
  return { kind: "begin", permit: together(permit, both), undo: both.undo }
}

const begin = ({ permit, problem }: Omit<Begin, "kind" | "undo">): Begin => ({
  kind: "begin",
  ...(permit && { permit, undo: permit.undo }),
  ...(problem && { problem }),
})

const laneOrProblem = (limited: Limited, { waitId, input }: { waitId: string; input: string }): Lane | Error => {
  try {
    // A copy: whatever the author's function does, the run's own value stays as it is.
    return laneOf("step", limited, readStored(input, `the input of ${waitId}`))
  } catch (error) {
    if (isStatewrightError(error)) return error
    throw error
  }
}

/** An attempt that may begin once it is stored. */
export type Begun<Call> = Call & { readonly permit?: Permit; readonly problem?: Error }

/** What became of calls that asked. */
export interface Asked<Call> {
  readonly begun: readonly Begun<Call>[]
  readonly queued: readonly Call[]
  readonly line: readonly LineWrite[]
  readonly rates: readonly RatePermit[]
  /** Gives everything back: it was not stored. */
  readonly undo: () => void
}

/** All of them begin: none of these steps is limited. */
export const askNothing = <Call extends object>(calls: readonly Call[]): Asked<Call> => ({
  begun: calls,
  queued: [],
  line: [],
  rates: [],
  undo: () => {},
})

/** Whether any of these calls may have to wait, or be turned away. */
export const isLimited = (gate: Gate, { steps }: Program, calls: readonly { readonly name: string }[]): boolean =>
  calls.some(({ name }) => {
    const step = steps[name]?.definition
    return step !== undefined && mayWait(gate, step)
  })

const mayWait = (gate: Gate, step: StepDefinition): boolean => gate.limits(step) || breakerOf(step) !== undefined

/** Asks for all calls of one transition, in their order. */
export const askAll = async <Call extends WaitKey & Pick<NewStep, "name" | "input">>(
  asking: Asking,
  calls: readonly Call[],
): Promise<Asked<Call>> => {
  const begun: Begun<Call>[] = []
  const queued: Call[] = []
  const line: LineWrite[] = []
  const joins: (() => void)[] = []
  const undo = (): void => {
    for (const { permit } of begun) permit?.undo()
    for (const takeBack of joins) takeBack()
  }
  try {
    for (const call of calls) {
      const answer = await ask(asking, call)
      if (answer.kind === "queue") {
        queued.push(call)
        line.push(answer.line)
        joins.push(answer.undo)
      } else {
        const { permit, problem } = answer
        begun.push({ ...call, ...(permit && { permit }), ...(problem && { problem }) })
      }
    }
  } catch (error) {
    undo()
    throw error
  }
  return { begun, queued, line, rates: begun.flatMap(({ permit }) => permit?.rates ?? []), undo }
}
