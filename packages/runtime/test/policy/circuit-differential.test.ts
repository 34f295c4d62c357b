import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { CircuitBreaker } from "effect/persistence"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { CircuitSettings } from "@statewright/workflow"
import { admit, type Circuit, type DependencyOutcome, freshCircuit, record } from "../../src/policy/breaker/circuit.ts"
import { type VirtualTime, virtualTime } from "../engine/virtual-time.ts"

const outcomes = { success: "Success", failure: "Failure", ignored: "Ignored" } as const

type Command =
  | { readonly kind: "call" }
  | { readonly kind: "end"; readonly which: number; readonly outcome: DependencyOutcome }
  | { readonly kind: "pass"; readonly millis: number }

const command = fc.oneof<fc.Arbitrary<Command>[]>(
  fc.record({ kind: fc.constant("call" as const) }),
  fc.record({
    kind: fc.constant("end" as const),
    which: fc.nat(5),
    outcome: fc.constantFrom<DependencyOutcome>("success", "failure", "failure", "ignored"),
  }),
  fc.record({ kind: fc.constant("pass" as const), millis: fc.constantFrom(1, 400, 600, 999, 1_000, 2_500, 5_000) }),
)

/** A circuit that a test drives: what it answers to calls and their ends, and how it stands. */
interface Driven {
  /** The fence of a call that is let through, or why it is not. */
  readonly call: () => { readonly fence?: number; readonly told: unknown }
  /** The state that it changes to. */
  readonly end: (fence: number, outcome: DependencyOutcome) => unknown
  readonly state: () => unknown
}

const names = { closed: "Closed", open: "Open", "half-open": "HalfOpen" } as const

const ours = (settings: CircuitSettings, now: () => number): Driven => {
  let circuit: Circuit = freshCircuit
  return {
    call: () => {
      const answer = admit(circuit, settings, now())
      circuit = answer.circuit
      if (answer.kind === "admitted") return { fence: circuit.generation, told: "admitted" }
      return { told: answer.halfOpen ? "half-open" : answer.retryAt - now() }
    },
    end: (generation, outcome) => {
      const before = circuit.state
      circuit = record(circuit, settings, { generation, outcome, now: now() })
      return circuit.state === before ? undefined : names[circuit.state]
    },
    state: () => [names[circuit.state], circuit.state === "closed" ? undefined : circuit.openings],
  }
}

/** Effect's own machine, in memory. */
const theirs = (settings: CircuitSettings, { services }: VirtualTime): Driven => {
  const runtime = ManagedRuntime.make(CircuitBreaker.layerStoreMemory({ idleTimeToLive: "9999 days" }))
  const tripPolicy = CircuitBreaker.consecutive(settings.failureThreshold ?? 1)
  let openings = 0
  const ask = <Answer, E>(
    effect: (store: typeof CircuitBreaker.CircuitBreakerStore.Service) => Effect.Effect<Answer, E>,
  ): Answer =>
    runtime.runSync(Effect.flatMap(CircuitBreaker.CircuitBreakerStore, effect).pipe(Effect.provideContext(services)))
  return {
    call: () => {
      const answer = ask((store) => Effect.result(Effect.scoped(store.admit("key"))))
      if (answer._tag === "Success") {
        openings = answer.success.consecutiveOpenings
        return { fence: answer.success.generation, told: "admitted" }
      }
      const { reason } = answer.failure
      return { told: reason._tag === "CircuitOpen" ? Duration.toMillis(reason.retryAfter) : "half-open" }
    },
    end: (generation, outcome) => {
      const openFor = Duration.millis(Math.min(settings.maxOpenFor, settings.openFor * 2 ** openings))
      const given = { key: "key", generation, outcome: outcomes[outcome], tripPolicy, openFor }
      const transition = ask((store) => store.record(given))
      if (transition?.to === "Open") openings = transition.consecutiveOpenings
      return transition?.to
    },
    state: () => {
      const state = ask((store) => store.state("key"))
      return [state._tag, state._tag === "Closed" ? undefined : state.consecutiveOpenings]
    },
  }
}

/** All that a circuit says while it is driven so. */
const story = (commands: readonly Command[], driven: Driven, pass: (millis: number) => void): readonly unknown[] => {
  const open: number[] = []
  return commands.map((each) => {
    switch (each.kind) {
      case "pass":
        pass(each.millis)
        return driven.state()
      case "call": {
        const { fence, told } = driven.call()
        if (fence !== undefined) open.push(fence)
        return [told, driven.state()]
      }
      case "end": {
        const [ended] = open.splice(each.which % Math.max(1, open.length), 1)
        return [ended === undefined ? "none" : driven.end(ended, each.outcome), driven.state()]
      }
    }
  })
}

describe("a circuit", () => {
  it("F05.2 F05.4 F05.5 does what Effect's circuit breaker does, whatever comes in whatever order", () => {
    fc.assert(
      fc.property(
        fc.array(command, { maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(1_000, 3_000),
        (commands, failureThreshold, maxOpenFor) => {
          const settings = { failureThreshold, openFor: 1_000, maxOpenFor, halfOpenMaxCalls: 1 }
          let now = 0
          const pass = (millis: number): void => {
            now += millis
          }
          const time = virtualTime()
          expect(
            story(
              commands,
              ours(settings, () => now),
              pass,
            ),
          ).toEqual(story(commands, theirs(settings, time), time.shift))
        },
      ),
      { numRuns: 500 },
    )
  })
})
