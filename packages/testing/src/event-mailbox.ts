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
  /** Whether what has come before does not count. */
  readonly isFresh: boolean
  /** When it has waited long enough, in ms since 1970. */
  readonly dueAt: number | undefined
  readonly onTimeout: { readonly value: unknown } | undefined
  readonly settle: (outcome: Outcome) => void
}

/** A wait that was begun. */
export interface OpenedEvent {
  /** Nobody can ask for it any more. */
  readonly close: () => void
  /** Somebody has stopped waiting for it, and perhaps nobody else does: it is given only what nobody else takes, in the end. */
  readonly leave: () => void
}

/** The events that a test sends to one run. */
export interface EventMailbox {
  readonly open: (wait: AwaitedEvent) => OpenedEvent
  /** Called when nothing else can happen: why that is so, if it is for want of an event. */
  readonly missing: () => Error | undefined
  /** What a payload has against every schema that asked for it. */
  readonly refused: () => Error | undefined
  /** The waits in the order in which they were begun. */
  readonly read: () => readonly EventEntry[]
}

/** A payload, and what each schema that asked for it made of it. */
interface Letter {
  readonly name: string
  readonly payload: unknown
  readonly parsed: Map<Schema | undefined, Outcome>
  isTaken: boolean
}

interface Open {
  readonly wait: AwaitedEvent
  /** So many had come before, and are not for it. */
  readonly after: number
  readonly note: (outcome: Outcome) => void
  isDone: boolean
  isLeft: boolean
}

/** A mailbox for one run, into which `sent` comes in time. */
export const eventMailbox = (sent: SentEvents, turns: Turns, breakOff: (error: unknown) => void): EventMailbox => {
  const letters: Letter[] = []
  /** Those that have come, in the order in which they came. */
  const come: Letter[] = []
  const open = new Set<Open>()
  const entries: EventEntry[] = []
  let reading = 0

  const post = (name: string, one: unknown): void => {
    const payload = throughStorage(isTimed(one) ? one.payload : one, `payload of event \`${name}\``)
    const letter: Letter = { name, payload, parsed: new Map(), isTaken: false }
    letters.push(letter)
    if (!isTimed(one)) come.push(letter)
    else turns.due(turns.now() + durationMillis(one.after), () => void (come.push(letter) && look()))
  }

  /** The oldest event that somebody waits for goes to whoever has waited longest; then it looks again. */
  const look = (isLast = false): boolean => {
    for (const [at, letter] of come.entries()) {
      const isTo = (one: Open): boolean => one.isLeft === isLast && at >= one.after && isFor(letter, one)
      const to = letter.isTaken ? undefined : [...open].find(isTo)
      const event = to && letter.parsed.get(to.wait.schema)
      if (to === undefined || event === undefined) continue
      letter.isTaken = true
      end(to, event)
      lookSoon()
      return true
    }
    return false
  }

  const lookSoon = (): void => {
    if (reading === 0) turns.soon(() => void look())
  }

  const isFor = ({ name, parsed }: Letter, { wait }: Open): boolean => {
    const event = parsed.get(wait.schema)
    return name === wait.name && event?.ok === true && wait.isMeant(event.value)
  }

  const end = (one: Open, outcome: Outcome): void => {
    open.delete(one)
    one.isDone = true
    one.note(outcome)
    one.wait.settle(outcomeThroughStorage(outcome))
  }

  /** What the schema of a wait makes of the letters of its name, so that all else can be decided at once. */
  const read = async ({ name, schema }: AwaitedEvent): Promise<void> => {
    const release = turns.hold()
    reading++
    for (const { name: of, payload, parsed } of letters) {
      if (of === name && !parsed.has(schema)) parsed.set(schema, await parsedBy(schema, payload, name))
    }
    reading--
    release()
    lookSoon()
  }

  const begin = (wait: AwaitedEvent): Open => {
    const { name, isFresh, dueAt, onTimeout } = wait
    const place = entries.push({ event: name }) - 1
    const one: Open = {
      wait,
      after: isFresh ? come.length : 0,
      isDone: false,
      isLeft: false,
      note: (outcome) => void (entries[place] = { event: name, outcome }),
    }
    open.add(one)
    if (dueAt === undefined) return one
    const timedOut: Outcome =
      onTimeout === undefined
        ? { ok: false, error: errorThroughStorage(eventTimedOut(name)) }
        : { ok: true, value: throughStorage(onTimeout.value, `onTimeout of event \`${name}\``) }
    // One that was closed is told too, as a sleep ends that nobody waits for any more.
    turns.due(dueAt, () => void (one.isDone || end(one, timedOut)))
    return one
  }

  for (const [name, list] of Object.entries(sent)) for (const one of list) post(name, one)
  return {
    open: (wait) => {
      const one = begin(wait)
      read(wait).catch(breakOff)
      return { close: () => void open.delete(one), leave: () => void (one.isLeft = true) }
    },
    missing: () => {
      if (open.size === 0 || look(true)) return undefined
      const missing = [...open].map(({ wait: { name, isFresh } }) => ({
        name,
        isFresh,
        passedOver: come.filter((letter) => letter.name === name && !letter.isTaken).length,
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
