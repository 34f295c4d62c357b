import type { Outcome } from "@statewright/model"
import { durationMillis, eventTimedOut, parse, type Schema } from "@statewright/workflow"
import { EventMissing } from "./event-missing.ts"
import type { Turns } from "./one-at-a-time.ts"
import { isTimed, type SentEvents } from "./sent-events.ts"
import { errorThroughStorage, outcomeThroughStorage, throughStorage } from "./through-storage.ts"
import type { EventEntry } from "./trace.ts"

/** A wait for an event, of a function or of its machine. */
export interface AwaitedEvent {
  readonly name: string
  readonly schema: Schema | undefined
  /** Whether an event, as the schema makes it, is meant; never throws. */
  readonly isMeant: (event: unknown) => boolean
  /** When it has waited long enough, in ms since 1970. */
  readonly dueAt: number | undefined
  readonly onTimeout: { readonly value: unknown } | undefined
  readonly settle: (outcome: Outcome) => void
}

/** The events that a test sends to one run. */
export interface EventMailbox {
  /** Begins a wait; the function that it gives ends it undecided. */
  readonly open: (wait: AwaitedEvent) => () => void
  /** Why nothing can happen any more, if it is for want of an event. */
  readonly missing: () => Error | undefined
  /** What a payload has against every schema that asked for it. */
  readonly refused: () => Error | undefined
  /** The waits in the order in which they were begun. */
  readonly read: () => readonly EventEntry[]
}

/** A payload, on its way or there, and what each schema that asked made of it. */
interface Letter {
  readonly name: string
  readonly payload: unknown
  readonly parsed: Map<Schema | undefined, Outcome>
  hasCome: boolean
  isTaken: boolean
}

interface Open {
  readonly wait: AwaitedEvent
  readonly note: (outcome: Outcome) => void
  callOff: () => void
  isOver: boolean
}

/** A mailbox for one run, into which `sent` comes in time. */
export const eventMailbox = (sent: SentEvents, turns: Turns, breakOff: (error: unknown) => void): EventMailbox => {
  const letters: Letter[] = []
  const open = new Set<Open>()
  const entries: EventEntry[] = []

  const post = (name: string, one: unknown): void => {
    const payload = throughStorage(isTimed(one) ? one.payload : one, `payload of event \`${name}\``)
    const letter: Letter = { name, payload, parsed: new Map(), hasCome: false, isTaken: false }
    letters.push(letter)
    if (!isTimed(one)) letter.hasCome = true
    else turns.due(turns.now() + durationMillis(one.after), () => arrive(letter))
  }

  /** Whoever has waited longest takes it. */
  const arrive = (letter: Letter): void => {
    letter.hasCome = true
    const first = [...open].find((each) => isFor(letter, each))
    if (first !== undefined) deliver(letter, first)
  }

  const isFor = ({ name, hasCome, isTaken, parsed }: Letter, { wait }: Open): boolean => {
    const event = parsed.get(wait.schema)
    return name === wait.name && hasCome && !isTaken && event?.ok === true && wait.isMeant(event.value)
  }

  const deliver = (letter: Letter, to: Open): void => {
    const event = letter.parsed.get(to.wait.schema)
    if (event === undefined) return
    letter.isTaken = true
    end(to, event)
  }

  const end = (one: Open, outcome: Outcome): void => {
    close(one)
    one.note(outcome)
    one.wait.settle(outcomeThroughStorage(outcome))
  }

  const close = (one: Open): void => {
    one.isOver = true
    one.callOff()
    open.delete(one)
  }

  /** What the schema of a wait makes of the letters of its name, so that all else can be decided at once. */
  const read = async ({ name, schema }: AwaitedEvent): Promise<void> => {
    for (const { name: of, payload, parsed } of letters) {
      if (of === name && !parsed.has(schema)) parsed.set(schema, await parsedBy(schema, payload, name))
    }
  }

  const begin = (wait: AwaitedEvent): Open => {
    const { name, dueAt, onTimeout } = wait
    const place = entries.push({ event: name }) - 1
    const note = (outcome: Outcome): void => void (entries[place] = { event: name, outcome })
    const one: Open = { wait, note, callOff: () => {}, isOver: false }
    open.add(one)
    if (dueAt !== undefined) {
      const timedOut: Outcome =
        onTimeout === undefined
          ? { ok: false, error: errorThroughStorage(eventTimedOut(name)) }
          : { ok: true, value: throughStorage(onTimeout.value, `onTimeout of event \`${name}\``) }
      one.callOff = turns.due(dueAt, () => end(one, timedOut))
    }
    return one
  }

  for (const [name, list] of Object.entries(sent)) for (const one of list) post(name, one)
  return {
    open: (wait) => {
      const ready = turns.place()
      const release = turns.hold()
      const one = begin(wait)
      const look = (): void => {
        const letter = one.isOver ? undefined : letters.find((each) => isFor(each, one))
        if (letter !== undefined) deliver(letter, one)
      }
      const lookAfterwards = async (): Promise<void> => {
        await read(wait)
        release()
        ready(look)
      }
      lookAfterwards().catch(breakOff)
      return () => close(one)
    },
    missing: () => {
      if (open.size === 0) return undefined
      const missing = [...open].map(({ wait: { name } }) => ({
        name,
        passedOver: letters.filter((letter) => letter.name === name && letter.hasCome && !letter.isTaken).length,
      }))
      return new EventMissing(missing, Object.keys(sent))
    },
    refused: () => {
      for (const { isTaken, parsed } of letters) {
        const outcomes = [...parsed.values()]
        const [first] = outcomes
        if (!isTaken && first?.ok === false && outcomes.every(({ ok }) => !ok)) return first.error as Error // `parse` threw it
      }
      return undefined
    },
    read: () => [...entries],
  }
}

const parsedBy = async (schema: Schema | undefined, payload: unknown, name: string): Promise<Outcome> => {
  const boundary = `payload of event \`${name}\``
  try {
    return { ok: true, value: throughStorage(await parse(schema, payload, boundary), boundary) }
  } catch (error) {
    return { ok: false, error }
  }
}
