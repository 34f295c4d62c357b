import type { FlightRow, WaitKey } from "@statewright/store"

/** A call of a step in a run. */
export interface FlightCall extends WaitKey {
  readonly runId: string
}

/** What came of asking together with others for one answer. */
export type Came =
  /** It is to find it out for all. */
  | { readonly kind: "lead" }
  /** Another call has; `at` is when, in ms since 1970. */
  | { readonly kind: "answer"; readonly text: string; readonly at: number }
  /** Another call has failed for good. */
  | { readonly kind: "error"; readonly error: string; readonly at: number }

/** The calls that ask for the same at the same time: one of them is at work, the others wait for what it comes to. */
export interface Flights {
  /** Asks for what `key` names, together with whoever does; `isOpen` says whether those at work for it may still be joined. */
  readonly join: (key: string, call: FlightCall, isOpen?: (since: number) => boolean) => Promise<Came>
  /** The one that leads has ended: all others come to the same. */
  readonly landed: (call: FlightCall, came: Exclude<Came, { kind: "lead" }>) => void
  /** A call, or all of a run, is at work no more: if it led, another one does now. */
  readonly left: (runId: string, wait?: WaitKey) => void
  /** What a call leads for. */
  readonly keyOf: (call: FlightCall) => string | undefined
  /** A call is at work that nobody has asked to lead; it leads from now on if nobody else does. */
  readonly adopt: (key: string, call: FlightCall) => void
}

interface Flight {
  readonly key: string
  /** When it began, as the caller counts. */
  readonly since: number
  leader: FlightCall
  /** By their names, in the order in which they came. */
  readonly followers: Map<string, { readonly call: FlightCall; readonly tell: (came: Came) => void }>
}

/** Makes the flights of one leadership; `rows` are those that the last one left. */
export const makeFlights = (rows: readonly FlightRow[], moment: () => number): Flights => {
  /** The one of each key that may be joined. */
  const byKey = new Map<string, Flight>()
  const byLeader = new Map<string, Flight>()
  const byFollower = new Map<string, Flight>()

  const begin = (key: string, leader: FlightCall): void => {
    const flight: Flight = { key, since: moment(), leader, followers: new Map() }
    byKey.set(key, flight)
    byLeader.set(nameOf(leader), flight)
  }

  const end = (flight: Flight): void => {
    byLeader.delete(nameOf(flight.leader))
    if (byKey.get(flight.key) === flight) byKey.delete(flight.key)
    for (const name of flight.followers.keys()) byFollower.delete(name)
  }

  const passOn = (flight: Flight): void => {
    const [next] = flight.followers
    if (next === undefined) return end(flight)
    const [name, { call, tell }] = next
    flight.followers.delete(name)
    byLeader.delete(nameOf(flight.leader))
    byFollower.delete(name)
    flight.leader = call
    byLeader.set(name, flight)
    tell({ kind: "lead" })
  }

  /** Most steps have no cache. */
  const isIdle = (): boolean => byLeader.size + byFollower.size === 0

  const leaves = (call: FlightCall): void => {
    const name = nameOf(call)
    const led = byLeader.get(name)
    if (led !== undefined) passOn(led)
    byFollower.get(name)?.followers.delete(name)
    byFollower.delete(name)
  }

  for (const { key, runId, frame, waitId } of rows) begin(key, { runId, frame, waitId })

  return {
    join: (key, call, isOpen = () => true) => {
      const name = nameOf(call)
      const led = byLeader.get(name)
      if (led?.key === key) return Promise.resolve({ kind: "lead" })
      const flight = byKey.get(key)
      if (flight === undefined || !isOpen(flight.since)) {
        begin(key, call)
        return Promise.resolve({ kind: "lead" })
      }
      byFollower.set(name, flight)
      return new Promise((tell) => flight.followers.set(name, { call, tell }))
    },
    landed: (call, came) => {
      if (isIdle()) return
      const flight = byLeader.get(nameOf(call))
      if (flight === undefined) return
      end(flight)
      for (const { tell } of flight.followers.values()) tell(came)
    },
    left: (runId, wait) => {
      if (isIdle()) return
      if (wait !== undefined) return leaves({ runId, frame: wait.frame, waitId: wait.waitId })
      const flights = new Set([...byLeader.values(), ...byFollower.values()])
      // First nobody of the run waits, so that none of them is asked to lead.
      for (const flight of flights) {
        for (const { call } of flight.followers.values()) if (call.runId === runId) leaves(call)
      }
      for (const { leader } of flights) if (leader.runId === runId) leaves(leader)
    },
    keyOf: (call) => (isIdle() ? undefined : byLeader.get(nameOf(call))?.key),
    adopt: (key, call) => {
      if (!byKey.has(key) && !byLeader.has(nameOf(call))) begin(key, call)
    },
  }
}

const nameOf = ({ runId, frame, waitId }: FlightCall): string => `${runId}\n${frame}\n${waitId}`
