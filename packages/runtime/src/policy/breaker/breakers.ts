import { encodeValue } from "@statewright/model"
import type { BreakerRow } from "@statewright/store"
import { type BreakerPolicy, type CircuitOpen, circuitOpen, type CircuitSettings } from "@statewright/workflow"
import type { Ledger } from "../ledger.ts"
import type { BreakerRequest } from "./breaker-request.ts"
import { circuitOfRow, rowOfCircuit } from "./breaker-rows.ts"
import {
  admit,
  type Circuit,
  closed,
  type DependencyOutcome,
  forcedOpen,
  forgotten,
  freshCircuit,
  record,
  recounted,
} from "./circuit.ts"
import { type KnownBreakers, settingsText } from "./known-breakers.ts"

/** The right to call what a breaker guards. */
export interface CircuitPermit {
  /** The call has ended, or has not begun after all, which is `ignored`. A second time changes nothing. */
  readonly release: (outcome: DependencyOutcome) => void
}

/** All circuit breakers, in the memory of the one engine that leads; what they come to is stored with whatever is stored next. */
export interface Breakers {
  /** Why a call may not begin now. */
  readonly refusal: (policy: BreakerPolicy, now: number) => CircuitOpen | undefined
  /** Lets a call through, if it may. */
  readonly enter: (policy: BreakerPolicy, now: number) => CircuitPermit | CircuitOpen
  /** Does what an operator asks for. Doing it twice is as good as once. */
  readonly operate: (request: BreakerRequest, now: number) => void
}

/** What breakers are made of. */
export interface BreakersOptions {
  /** What the last leader left. */
  readonly rows: readonly BreakerRow[]
  readonly known: KnownBreakers
  readonly ledger: Pick<Ledger, "write">
  /** The wall clock, in ms since 1970. */
  readonly now: () => number
}

/** Who has changed a breaker. */
type By = "calls" | "operator" | "settings"

interface Held {
  readonly settings: CircuitSettings
  circuit: Circuit
}

/** Makes the breakers of one leadership. */
export const makeBreakers = ({ rows, known, ledger, now: clock }: BreakersOptions): Breakers => {
  const held = new Map<string, Held>()

  const write = (key: string, { circuit, settings }: Held, now: number): void =>
    ledger.write({ kind: "breaker", row: rowOfCircuit(key, circuit, settings, now) })

  const move = (key: string, circuit: Circuit, by: By, now: number): void => {
    const breaker = held.get(key)
    if (breaker === undefined || breaker.circuit === circuit) return
    const before = breaker.circuit
    breaker.circuit = circuit
    if (isStoredAlike(before, circuit)) return
    write(key, breaker, now)
    if (before.state === circuit.state && before.isForced === circuit.isForced && by !== "settings") return
    const facts = {
      from: before.state,
      to: circuit.state,
      by,
      ...(circuit.state === "open" && { retryAt: circuit.until, openings: circuit.openings, forced: circuit.isForced }),
    }
    const notice = { kind: "breaker", subject: key, facts: encodeValue(facts, "notice of a breaker") }
    ledger.write({ kind: "notice", notice })
  }

  const heldOf = ({ key, circuit }: BreakerPolicy): Held => {
    const found = held.get(key) ?? { settings: circuit, circuit: freshCircuit }
    held.set(key, found)
    return found
  }

  const permitOf = (key: string, { generation }: Circuit): CircuitPermit => {
    let isOpen = true
    return {
      release: (outcome) => {
        const breaker = held.get(key)
        if (!isOpen || breaker === undefined) return
        isOpen = false
        const now = clock()
        move(key, record(breaker.circuit, breaker.settings, { generation, outcome, now }), "calls", now)
      },
    }
  }

  for (const row of rows) {
    const settings = known.get(row.key)?.circuit
    // Nobody calls it any more, but an operator may ask for it to be forgotten.
    if (settings === undefined) continue
    held.set(row.key, { settings, circuit: circuitOfRow(row) })
    if (row.settings !== settingsText(settings)) move(row.key, recounted(circuitOfRow(row)), "settings", clock())
  }
  for (const [key, { circuit }] of known) {
    if (held.has(key)) continue
    const breaker = { settings: circuit, circuit: freshCircuit }
    held.set(key, breaker)
    write(key, breaker, clock())
  }

  return {
    refusal: (policy, now) => {
      const { circuit, settings } = heldOf(policy)
      const answer = admit(circuit, settings, now)
      if (answer.kind === "admitted") return undefined
      move(policy.key, answer.circuit, "calls", now)
      return circuitOpen(policy.key, answer.retryAt, answer.halfOpen)
    },
    enter: (policy, now) => {
      const { circuit, settings } = heldOf(policy)
      const answer = admit(circuit, settings, now)
      move(policy.key, answer.circuit, "calls", now)
      return answer.kind === "admitted"
        ? permitOf(policy.key, answer.circuit)
        : circuitOpen(policy.key, answer.retryAt, answer.halfOpen)
    },
    operate: (request, now) => {
      const { key } = request
      const breaker = held.get(key)
      if (breaker === undefined) {
        if (request.action === "reset") ledger.write({ kind: "breaker-gone", key })
        return
      }
      move(key, operated(breaker, request, now), "operator", now)
    },
  }
}

const operated = ({ circuit, settings }: Held, request: BreakerRequest, now: number): Circuit => {
  switch (request.action) {
    case "open": {
      const until = request.until ?? null
      return circuit.isForced && circuit.until === until ? circuit : forcedOpen(circuit, until)
    }
    case "close":
      return circuit.state === "closed" && circuit.streak === 0 && circuit.buckets.length === 0
        ? circuit
        : closed(circuit, settings, now)
    case "reset":
      return isStoredAlike(circuit, { ...freshCircuit, generation: circuit.generation }) ? circuit : forgotten(circuit)
  }
}

const isStoredAlike = (one: Circuit, other: Circuit): boolean =>
  one.state === other.state &&
  one.generation === other.generation &&
  one.until === other.until &&
  one.openings === other.openings &&
  one.streak === other.streak &&
  one.buckets === other.buckets &&
  one.isForced === other.isForced
