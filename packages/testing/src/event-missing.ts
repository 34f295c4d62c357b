import { StatewrightError } from "@statewright/model"
import { closestName } from "./closest-name.ts"

/** What a run under test waits for, and what the test sends of it. */
export interface MissingEvent {
  readonly name: string
  /** How many of that name have come that the wait does not mean. */
  readonly passedOver: number
  /** Whether what came before it waited is not meant. */
  readonly isFresh: boolean
}

/** A run under test waits for an event without a timeout, nothing else is at work in it, and the test sends none that fits. */
export class EventMissing extends StatewrightError {
  readonly _tag = "EventMissing"
  readonly events: readonly string[]

  constructor(missing: readonly MissingEvent[], sent: readonly string[]) {
    const names = missing.map(({ name }) => name)
    const [first] = missing
    const unknown = missing.find(({ name }) => !sent.includes(name))?.name
    const closest = unknown === undefined ? undefined : closestName(unknown, sent)
    super({
      code: "TEST-004",
      message: `The run waits for ${[...new Set(missing.map(textOf))].join(", and for ")}; nothing else can happen in it.`,
      hint:
        unknown !== undefined && closest !== undefined
          ? `Did you mean \`${unknown}\` where \`${closest}\` stands in \`events\`?`
          : `Send what it waits for: \`events: { ${first?.name ?? "name"}: [${payloadFor(first)}] }\`, or give the wait a \`timeout\`.`,
    })
    this.events = names
  }
}

const payloadFor = (first: MissingEvent | undefined): string =>
  first?.isFresh === true ? '{ after: "1 hour", payload }' : "payload"

const textOf = ({ name, passedOver, isFresh }: MissingEvent): string => {
  if (passedOver === 0) return `the event \`${name}\`, and the test sends no more of it`
  const came = passedOver === 1 ? "the one that came is" : `the ${passedOver} that came are`
  const early = isFresh ? ", or came before it waited, which is `fresh`" : ""
  return `the event \`${name}\`, and ${came} not what it asks for by its schema and its \`where\`${early}`
}
