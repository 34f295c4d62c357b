import { type Command, NotStorable, type OpenWait, type Outcome, type StartRun, type WaitId } from "@statewright/model"
import {
  advance,
  type Advanced,
  beginEntry,
  cancel,
  expire,
  forceOut,
  matchOf,
  type Entry,
} from "@statewright/runtime/advance"
import { isEndless, type Program } from "@statewright/runtime/machine"
import { childTimedOut, type Cut, lost, type RunCall } from "@statewright/workflow"
import type { ChildRuns } from "./child-runs.ts"
import { collectedResults } from "./collected-results.ts"
import type { EventMailbox } from "./event-mailbox.ts"
import { type Compute, frameUnderTest, type Mode } from "./frame-under-test.ts"
import type { TestLocks } from "./test-locks.ts"
import type { Turns } from "./one-at-a-time.ts"
import type { RunWorld } from "./run-world.ts"
import type { StubbedSteps } from "./stubbed-steps.ts"
import { outcomeThroughStorage, throughStorage } from "./through-storage.ts"
import type { Tracer } from "./trace.ts"

/** What the frames of one test share. */
export interface FrameWorld {
  readonly program: Program
  readonly mode: Mode
  readonly stubs: StubbedSteps
  readonly children: ChildRuns
  readonly locks: TestLocks
  readonly trace: Tracer
  readonly world: RunWorld
  readonly turns: Turns
  readonly mailbox: EventMailbox
  /** Ends the test, which is at fault itself. */
  readonly blame: (fault: unknown) => void
}

/** A frame at work. */
export interface RunningFrame {
  /** How it ended. */
  readonly ended: Promise<Outcome>
  readonly cancel: Cut
}

/** Runs a frame to its end: begins it, and does what it asks for. */
export const runFrame = (shared: FrameWorld, start: Compute<Advanced>, runId = "test"): RunningFrame => {
  const { program, mode, stubs, children, locks, trace, world, turns, mailbox, blame } = shared
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const frame = frameUnderTest(mode)
  /** What gives up what a wait stands for: an event, a sleep, a run, a place in a line. */
  const open = new Map<WaitId, Cut>()
  /** What stops the timer of a member of a group, or of a sub-workflow. */
  const timers = new Map<WaitId, () => void>()
  const runs = new Map<WaitId, StartRun>()
  const events = new Set<WaitId>()
  const results = collectedResults()
  /** What the frame is to be told as soon as all that it asks for is under way. */
  const atOnce: (() => void)[] = []

  /** The ids of the runs that it begins grow from its own. */
  const inputs = () => ({ ...world.inputs(), runId })

  const follow = (moved: Advanced | undefined): void => {
    for (const command of moved?.commands ?? []) carryOut(command)
    for (const wait of events) {
      // Nobody can take any more what would come of it, perhaps since the very move that has opened it.
      if (moved !== undefined && !moved.frame.waits.has(wait)) giveUp(wait)
    }
    for (let next = atOnce.shift(); next !== undefined; next = atOnce.shift()) next()
  }

  const carryOut = (command: Command): void => {
    const { kind } = command
    switch (kind) {
      case "start-step":
        return startStep(command.wait, command.step, command.input)
      case "set-timer": {
        const woken: Outcome = { ok: true, value: undefined }
        return begun(
          command.wait,
          turns.due(command.dueAt, () => settle(command.wait, woken, command.dueAt)),
        )
      }
      case "open-wait":
        return openWait(command)
      case "start-run":
        return startRun(command)
      case "abandon":
        return giveUp(command.wait)
      case "set-deadline":
        return setTimer(command.wait, command.dueAt, () => late(command.wait))
      case "set-cleanup":
        return setTimer(command.wait, command.dueAt, () =>
          move(`the end of the clean-up of ${command.wait}`, (at) =>
            forceOut(program, at, { wait: command.wait, ...inputs() }),
          ),
        )
      case "strand-begun":
      case "detach-run":
        return
      case "strand-ended":
        stopTimer(command.wait)
        return results.note(command)
      case "collect": {
        const collected: Outcome = { ok: true, value: results.read(command.group) }
        return void atOnce.push(() => deliver(command.wait, collected))
      }
      case "acquire": {
        const granted: Outcome = { ok: true, value: undefined }
        const leave = locks.take(command.key, command.wait, () => atOnce.push(() => deliver(command.wait, granted)))
        return begun(command.wait, leave)
      }
      case "release":
        return locks.release(command.wait)
      case "complete":
        return resolve({ ok: true, value: command.output })
      case "fail":
      case "cancelled":
        return resolve({ ok: false, error: command.error })
    }
  }

  const move = (what: string, compute: Compute<Advanced | undefined>): void => {
    try {
      follow(frame.move(what, compute))
    } catch (error) {
      fail(error)
    }
  }

  const fail = (error: unknown): void => {
    // What is outside the author's code ends the run, and no `catch` of the author's can see it; where the engine
    // parks one that does not end, a test has failed.
    if (error instanceof NotStorable || isEndless(error)) resolve({ ok: false, error })
    else blame(error)
  }

  const settle = (wait: WaitId, outcome: Outcome, at = turns.now()): void => {
    world.next(at)
    deliver(wait, outcome)
  }

  const deliver = (wait: WaitId, outcome: Outcome): void => {
    open.delete(wait)
    stopTimer(wait)
    move(`the outcome of ${wait}`, (at, isTwice) =>
      // A segment may change what it is given, so no two computations share it.
      advance(program, at, { wait, outcome: isTwice ? outcomeThroughStorage(outcome) : outcome, ...inputs() }),
    )
  }

  const begun = (wait: WaitId, giveItUp: Cut): void => void open.set(wait, giveItUp)

  const giveUp = (wait: WaitId): void => {
    const giveItUp = open.get(wait)
    open.delete(wait)
    events.delete(wait)
    giveItUp?.(lost)
  }

  const setTimer = (wait: WaitId, dueAt: number, ring: () => void): void => {
    stopTimer(wait)
    const stop = turns.due(dueAt, () => {
      timers.delete(wait)
      world.next(dueAt)
      ring()
    })
    timers.set(wait, stop)
  }

  const stopTimer = (wait: WaitId): void => {
    timers.get(wait)?.()
    timers.delete(wait)
  }

  const late = (wait: WaitId): void => {
    const run = runs.get(wait)
    const error = run?.workflow === undefined ? undefined : childTimedOut(run.workflow, run.runId)
    move(`the deadline of ${wait}`, (at) =>
      expire(program, at, { wait, ...(error !== undefined && { error }), ...inputs() }),
    )
  }

  const startStep = (wait: WaitId, step: string, stepInput: unknown): void => {
    const definition = program.steps[step]?.definition
    if (definition === undefined) throw new Error(`The program does not bring the step \`${step}\` that it starts.`)
    const settled = trace.start(definition.builtIn?.name ?? step, stepInput)
    const ready = turns.place()
    void stubs.answer(definition, stepInput).then(
      (outcome) =>
        ready(() => {
          settled(outcome)
          settle(wait, outcome)
        }),
      blame,
    )
  }

  const startRun = (command: StartRun): void => {
    const { wait, workflow: name, input, runId } = command
    if (name === undefined) return startEntry(command)
    const workflow = program.children.find(({ definition }) => definition.name === name)?.definition
    if (workflow === undefined) throw new Error(`The program does not bring the workflow \`${name}\` that it starts.`)
    if (wait === undefined) return void children.start({ workflow, input, answers: "ref", options: { id: runId } })
    const call: RunCall = { workflow, input, answers: "end", options: {} }
    runs.set(wait, command)
    begun(
      wait,
      children.call(call, (outcome) => settle(wait, outcome)),
    )
  }

  /** A function of this workflow; one whose end nobody waits for is nobody's business here. */
  const startEntry = ({ wait, entry: procedure, input, runId: id }: StartRun): void => {
    if (wait === undefined || procedure === undefined) return
    const given = { procedure, ...(input as Pick<Entry, "args" | "captures">) } // as the machine asks for it
    const begin = (): Advanced =>
      beginEntry(program, throughStorage(given, "input") as Entry, { ...inputs(), runId: id }) // as it was given
    const { ended, cancel: cancelIt } = runFrame(shared, begin, id)
    void ended.then((outcome) => turns.place()(() => settle(wait, outcome)))
    begun(wait, cancelIt)
  }

  /** What the run holds is taken down now: it may change before an event comes. */
  const openWait = (command: OpenWait): void => {
    const { wait, site, name, fresh: isFresh = false, dueAt, onTimeout } = command
    const place = program.events[site]
    if (place === undefined) throw new Error(`The program does not bring the site \`${site}\` that it waits at.`)
    const taken = { ...command, given: throughStorage(command.given, `wait for event \`${name}\``) }
    const isMeant = (event: unknown): boolean => matchOf(place, taken, event).matches
    const { schema } = place
    const settled = (outcome: Outcome): void => settle(wait, outcome)
    const { close } = mailbox.open({ name, schema, isMeant, isFresh, dueAt, onTimeout, settle: settled })
    events.add(wait)
    begun(wait, close)
  }

  try {
    follow(frame.begin(start))
  } catch (error) {
    fail(error)
  }
  return {
    ended: promise,
    cancel: ({ reason }) =>
      move("its cancellation", (at) => cancel(program, at, { ...(reason !== undefined && { reason }), ...inputs() })),
  }
}
