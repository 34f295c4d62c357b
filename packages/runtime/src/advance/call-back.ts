import { type Activation, type Outcome, Pending, type WaitId } from "@statewright/model"
import { waitOf } from "../machine/begin-command.ts"
import { openWait } from "../machine/open-wait.ts"
import { callbackFor } from "../machine/callbacks.ts"
import { endActivation } from "./end-activation.ts"
import type { CalledBack, Moving } from "./moving.ts"
import { subscribe } from "./turns.ts"

/** What an activation without code waited for has ended: it ends likewise, or calls a callback: ECMA-262, 27.2.5. */
export const callBack = (moving: Moving, chain: Activation, outcome: Outcome): void => {
  const { locals, procedure } = chain
  // A procedure that has returned a promise ends as that does.
  if (procedure !== "") return endActivation(moving, chain, outcome)
  const called = callbackFor(chain, outcome)
  const passed = locals[passing] as { readonly outcome: Outcome } | undefined // nothing else is ever put there
  for (const name of Object.keys(locals)) delete locals[name]
  moving.writes.activations.add(chain.number)
  if (called === undefined) {
    return endActivation(moving, chain, passed !== undefined && outcome.ok ? passed.outcome : outcome)
  }
  const { method, callback } = called
  const isLast = method === "finally"
  const args = isLast ? [] : [outcome.ok ? outcome.value : outcome.error]
  const calledBack = { chain, passes: isLast ? outcome : undefined }
  const opened = callback.isAsync ? openWait(worldOf(moving), staticId(chain, "answer")) : undefined
  const activation: Activation = {
    number: opened?.number ?? (moving.frame.seq += 1),
    procedure: callback.procedure,
    ...(opened !== undefined && { settles: opened.wait }),
    ...(callback.outer !== undefined && { outer: callback.outer }),
    ...(chain.strand !== undefined && { strand: chain.strand }),
    state: "",
    locals: { ...callback.captures },
  }
  // What an async function answers is a promise, and there as soon as the function rests.
  if (opened === undefined) moving.callbacks.set(activation, calledBack)
  else moving.calls.push({ kind: "answered", calledBack, answer: new Pending(opened.wait) })
  moving.calls.push({ kind: "procedure", activation, args })
}

/** The name of the local that holds how the promise before a `finally` has ended. */
const passing = "passing"

/** A callback has answered: the promise of the chain is kept with it, or follows it. */
export const takeAnswer = (moving: Moving, { chain, passes }: CalledBack, answer: unknown): void => {
  if (passes !== undefined) return passOn(moving, chain, { passes, answer })
  if (answer instanceof Pending) return followPromise(moving, chain, answer.wait)
  endActivation(moving, chain, { ok: true, value: answer })
}

/** Behind a `finally` the promise ends as the one before it, once what the callback answered has ended: 27.2.5.3. */
const passOn = (
  moving: Moving,
  chain: Activation,
  { passes, answer }: { readonly passes: Outcome; readonly answer: unknown },
): void => {
  const { frame, writes } = moving
  const id = waitOf(worldOf(moving), staticId(chain, "answer"), answer)
  const { wait, number } = openWait(worldOf(moving), staticId(chain, "passed"))
  const passed: Activation = {
    number,
    procedure: "",
    settles: wait,
    ...(chain.strand !== undefined && { strand: chain.strand }),
    state: "",
    locals: { [passing]: { outcome: passes } },
    waiting: { kind: "one", id, since: (frame.seq += 1) },
  }
  frame.activations.set(number, passed)
  writes.activations.add(number)
  subscribe(moving, passed)
  followPromise(moving, chain, wait)
}

/** The promise of an activation ends as another does; until it begins to follow that one, it is not over. */
export const followPromise = (moving: Moving, activation: Activation, wait: WaitId): void => {
  activation.state = returning
  moving.turns.push({ kind: "follow", activation, wait })
}

/** No transition ends before its turns do, so no snapshot holds this state. */
const returning = "returning"

const worldOf = ({ frame, writes, program }: Moving) => ({ frame, writes, workflow: program.workflow.definition.name })

const staticId = ({ settles = "" }: Activation, of: string): string =>
  `${settles.slice(0, settles.lastIndexOf("#"))}/${of}`
