import type { WriteSet } from "@statewright/model"
import { act } from "./act.ts"
import { nameAuthor } from "./author-stack.ts"
import type { Asked, PrintedQuestion } from "./branches.ts"
import type { SegmentResult } from "./command.ts"
import type { MachineContext, Move } from "./move.ts"
import { noteBranches } from "./note-branches.ts"
import type { StateNode } from "./state-node.ts"
import { SegmentTimedOut } from "./segment-timed-out.ts"
import { completes } from "./target.ts"
import type { Target } from "./target.ts"
import { withinLimit } from "./within-limit.ts"
import { widenMutated } from "./widen-mutated.ts"

/** The author's code between two suspension points: takes the live locals and what the wait before it answered. */
export type SegmentCode<Locals, Value, Outers extends readonly unknown[] = []> = (
  locals: Locals,
  value: Value,
  ...outers: Outers
) => SegmentResult

/** What else is known of a segment. */
export interface SegmentOptions extends Partial<WriteSet> {
  /** Why it may never end: it runs under a time limit. */
  readonly guarded?: string
  /** The conditions that choose its exit: which way they led is stored with the transition. */
  readonly asks?: readonly PrintedQuestion[]
}

/**
 * A state that runs a segment on entry and leaves by the exit that the segment names: `next` if it names none.
 * The options say which locals it may change, since only these are stored.
 *
 * @example
 * head: segment(code.head, { next: "square", done: "#main.after" }, { assigns: ["i"] })
 */
export const segment = <Locals, Value, Outers extends readonly unknown[]>(
  code: SegmentCode<Locals, Value, Outers>,
  exits: Readonly<Record<string, Target>>,
  { guarded, asks, ...writes }: SegmentOptions = {},
): StateNode => {
  const asked = asks?.map((question, index): Asked => ({ ...question, code: code.name, index }))
  return {
    entry: act((move) => {
      if (writes.given === true || (writes.mutates !== undefined && writes.mutates.length > 0)) {
        widenMutated(move.writes)
      }
      if (writes.given === true && typeof move.value === "object" && move.value !== null) {
        move.writes.mutated.set(move.value, "value")
      }
      gather(move, writes)
      // The machine is printed from the chart that typed the code.
      const typed = code as SegmentCode<unknown, unknown, readonly unknown[]>
      if (guarded === undefined) run(move, typed)
      else runGuarded(move, typed, guarded)
      if (asked !== undefined) noteBranches(move, asked)
      gather(move, writes)
    }),
    always: exitTransitions(exits),
  }
}

/** One transition for each exit, taken when its label was chosen. */
export const exitTransitions = (exits: Readonly<Record<string, Target>>): StateNode["always"] =>
  Object.entries(exits).map(([label, to]) => {
    const guard = ({ context }: { context: MachineContext }): boolean => context.move.exit === label
    // A loop's head may be its own next state: only `reenter` runs its segment again.
    return typeof to === "string"
      ? { guard, target: to, reenter: true }
      : { guard, target: to.target, reenter: true, actions: completes(to) }
  })

/** Total: whatever the author's code throws becomes a value, since a throw inside XState would kill the machine. */
const run = (move: Move, code: SegmentCode<unknown, unknown, readonly unknown[]>): void => {
  const given = move.value
  move.value = undefined
  move.exit = ""
  try {
    choose(move, code(move.activation.locals, given, ...move.outers))
  } catch (error) {
    nameAuthor(error)
    move.throwing = true
    move.value = error
  }
}

/** What does not end in time parks the run where it rested, since its frame is half changed now. */
const runGuarded = (move: Move, code: SegmentCode<unknown, unknown, readonly unknown[]>, reason: string): void => {
  const { workflow, limit } = move
  if (!withinLimit(limit, () => run(move, code))) {
    throw new SegmentTimedOut(workflow, code.name, reason, limit.millis)
  }
}

const choose = (move: Move, result: SegmentResult): void => {
  if (result === undefined) move.exit = "next"
  else if (typeof result === "string") move.exit = result
  else if (result.kind === "completed") {
    move.exit = "return"
    move.value = result.value
  } else {
    move.exit = "next"
    move.command = result
  }
}

/** Before and after the code runs: a local that it changes may hold another object then. */
const gather = (move: Move, { appends = [], mutates = [] }: Partial<WriteSet>): void => {
  for (const name of appends) gatherObject(move.writes.grown, move, name)
  for (const name of mutates) gatherObject(move.writes.mutated, move, name)
}

/** A name is looked up as in the author's code: in the procedure's own locals, then in those around it. */
const gatherObject = (to: Map<object, string>, { activation, outers }: Move, name: string): void => {
  const scope = [activation.locals, ...outers].find((locals) => Object.hasOwn(locals, name))
  const value = scope?.[name]
  if (typeof value === "object" && value !== null) to.set(value, name)
}
