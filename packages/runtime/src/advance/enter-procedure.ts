import { type Activation, type Outcome, Pending } from "@statewright/model"
import { MutexHeld } from "@statewright/workflow"
import { strandWait } from "../machine/begin-members.ts"
import { decideEmpty } from "../machine/decide.ts"
import type { BegunCall, BegunJoin, Move } from "../machine/move.ts"
import type { Program } from "../machine/program.ts"
import { type Place, type Places, placesOf } from "../machine/places.ts"
import { callBack, followPromise, takeAnswer } from "./call-back.ts"
import { endActivation, remove } from "./end-activation.ts"
import type { Moving, Task } from "./moving.ts"
import { doom, handOnDoom, isDoomed } from "./doom.ts"
import { takeLock } from "./lock.ts"
import { takeVerdict } from "./pool.ts"
import { takeUse } from "./take-use.ts"
import { groupLocals } from "../machine/group-locals.ts"
import { outersOf } from "./outers.ts"
import { proceed } from "./take-group.ts"
import { settle, subscribe } from "./turns.ts"
import { UnknownState } from "./unknown-state.ts"
import { enter, walk } from "./walk.ts"

/** Begins a procedure, and runs it to its first wait as a call in JavaScript would. */
export const enterProcedure = (moving: Moving, activation: Activation, input: unknown): void => {
  moving.frame.activations.set(activation.number, activation)
  const move = startMove(moving, activation)
  move.value = input
  rest(moving, move, enter(move, placesIn(moving.program, activation.procedure).initial))
}

/** Moves an activation on from where it rests. */
export const resume = (moving: Moving, activation: Activation, outcome: Outcome): void => {
  delete activation.waiting
  // A join, or a procedure that has returned a promise, passes the outcome on.
  if (activation.state === "") return callBack(moving, activation, outcome)
  const move = startMove(moving, activation)
  move.outcome = outcome
  rest(moving, move, walk(move, placeOf(moving.program, activation)))
}

/** After a move: helpers that it called run to their own first wait, then the activation rests, goes on, or has ended. */
const rest = (moving: Moving, move: Move, { path, isFinal }: Place): void => {
  const { activation } = move
  if (isFinal) return end(moving, move)
  activation.state = path
  moving.depth += 1
  moving.calls.push({ kind: "rest", move })
  const told = move.calls.length > 0 && isDoomed(moving, activation)
  for (const begun of move.calls.toReversed()) {
    // It is told before a group begins.
    if (told && ("group" in begun || "activation" in begun)) continue
    moving.calls.push(taskOf(move, begun))
  }
}

const taskOf = (move: Move, begun: Move["calls"][number]): Task => {
  const { activation: caller } = move
  if ("call" in begun) return { kind: "enter", caller, begun }
  if ("join" in begun) return { kind: "join", begun }
  if ("use" in begun) return { kind: "use", move, asked: begun }
  return "group" in begun ? { kind: "group", begun } : { kind: "procedure", ...begun }
}

/** As many calls inside of each other as V8 makes before it gives up, about. */
const deepest = 10_000

/** Carries out calls until nothing is left to call: without a call of ours for each, so that they may be many. */
export const takeCalls = (moving: Moving): void => {
  for (let task = moving.calls.pop(); task !== undefined; task = moving.calls.pop()) {
    if (task.kind === "rest") {
      moving.depth -= 1
      comeToRest(moving, task.move)
    } else if (task.kind === "join") beginJoin(moving, task.begun)
    else if (task.kind === "use") takeUse(moving, task.move, task.asked)
    else if (task.kind === "group") proceedGroup(moving, task.begun.group)
    else if (task.kind === "answered") takeAnswer(moving, task.calledBack, task.answer)
    else if (task.kind === "procedure") {
      const { settles } = task.activation
      if (settles === undefined || moving.depth < deepest) enterProcedure(moving, task.activation, task.args)
      else settle(moving, settles, tooDeep())
    } else if (moving.depth < deepest) enterCall(moving, task.caller, task.begun)
    else settle(moving, task.begun.wait, tooDeep())
  }
}

const tooDeep = (): Outcome => ({ ok: false, error: new RangeError("Maximum call stack size exceeded") })

/** One without members is decided before anybody waits for it; one under a lock begins if it has that. */
const proceedGroup = (moving: Moving, group: Activation): void => {
  if (groupLocals(group).lock !== undefined) return beginLocked(moving, group)
  if (group.waiting?.kind === "group" && group.waiting.verdict !== undefined) proceed(moving, group, group.waiting)
}

/** Nobody waits for it yet, so a join of nothing is settled here and now. */
const beginJoin = (moving: Moving, { join, waiting }: BegunJoin): void => {
  const outcome = waiting.kind === "join" && waiting.ids.length === 0 ? decideEmpty(moving.frame, waiting) : undefined
  if (outcome !== undefined) return endActivation(moving, join, outcome)
  const isLate = waiting.kind === "one" && waiting.since !== undefined
  // A helper that was called before it may have begun to wait for the same promise.
  join.waiting = isLate ? { ...waiting, since: (moving.frame.seq += 1) } : waiting
  subscribe(moving, join)
}

const comeToRest = (moving: Moving, { activation, resting, outcome }: Move): void => {
  if (resting === undefined) {
    // It only began something: the promise of it is there.
    if (outcome === undefined) throw new Error(`invariant: ${activation.state} neither waits nor goes on`)
    return resume(moving, activation, outcome)
  }
  activation.waiting = resting
  doom(moving, activation)
}

const beginLocked = (moving: Moving, group: Activation): void => {
  try {
    if (!takeLock(moving, group)) return
  } catch (error) {
    if (!(error instanceof MutexHeld)) throw error
    return endActivation(moving, group, { ok: false, error })
  }
  group.locals["holds"] = true
  if (group.waiting?.kind === "group") proceed(moving, group, group.waiting)
}

const end = (moving: Moving, { activation, throwing, value }: Move): void => {
  handOnDoom(moving, activation)
  if (!isShared(moving, activation)) for (const name of Object.keys(activation.locals)) delete activation.locals[name]
  const question = moving.questions.get(activation)
  if (question !== undefined) {
    activation.state = ""
    remove(moving, activation)
    return takeVerdict(moving, question, throwing ? { ok: false, error: value } : { ok: true, value })
  }
  const calledBack = moving.callbacks.get(activation)
  if (calledBack !== undefined) {
    activation.state = ""
    remove(moving, activation)
    if (throwing) return endActivation(moving, calledBack.chain, { ok: false, error: value })
    return takeAnswer(moving, calledBack, value)
  }
  if (throwing || !(value instanceof Pending)) {
    activation.state = ""
    return endActivation(moving, activation, throwing ? { ok: false, error: value } : { ok: true, value })
  }
  // `return promise`: the procedure ends as that does.
  followPromise(moving, activation, value.wait)
}

const isShared = ({ frame }: Moving, { number }: Activation): boolean =>
  [...frame.activations.values()].some(({ outer }) => outer === number)

const enterCall = (moving: Moving, caller: Activation, { call, wait, number, strand }: BegunCall): void => {
  const { procedure, args, captures, outer } = call
  const shared = outer === undefined ? undefined : holderOf(moving, caller, outer)
  const activation: Activation = {
    number,
    procedure,
    settles: wait,
    ...(shared === undefined ? {} : { outer: shared }),
    ...(strand === undefined ? {} : { strand }),
    state: "",
    locals: { ...captures },
  }
  enterProcedure(moving, activation, args)
}

/** The number of the activation whose locals an object is: the caller's own, or those of one around it. */
const holderOf = ({ frame }: Moving, caller: Activation, locals: object): number => {
  let activation: Activation | undefined = caller
  while (activation !== undefined && activation.locals !== locals) {
    activation = activation.outer === undefined ? undefined : frame.activations.get(activation.outer)
  }
  if (activation === undefined) throw new Error("invariant: a helper shares variables that are not around it")
  return activation.number
}

const startMove = (moving: Moving, activation: Activation): Move => {
  const { program, frame, now, runId, limit, commands, writes, branches } = moving
  const { strand } = activation
  const outers = outersOf(frame, activation)
  writes.activations.add(activation.number)
  for (const { number } of outers) writes.activations.add(number)
  return {
    workflow: program.workflow.definition.name,
    events: program.events,
    limit,
    frame,
    activation,
    outers: outers.map(({ locals }) => locals),
    now,
    commands,
    writes,
    branches,
    exit: "",
    value: undefined,
    throwing: false,
    command: undefined,
    outcome: undefined,
    runId,
    strand,
    within: strand === undefined ? undefined : strandWait(moving, strand),
    calls: [],
    still: false,
    resting: undefined,
  }
}

const placesIn = ({ procedures, workflow }: Program, name: string): Places => {
  const machine = procedures[name]
  if (machine === undefined) throw new UnknownState(workflow.definition.name, name)
  return placesOf(machine)
}

/** A snapshot of another version may name one that is gone. */
const placeOf = (program: Program, { procedure, state }: Activation): Place => {
  const place = placesIn(program, procedure).byPath.get(state)
  if (place === undefined) throw new UnknownState(program.workflow.definition.name, state)
  return place
}
