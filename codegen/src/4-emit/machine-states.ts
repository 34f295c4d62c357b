import type { Completes, Exit, State, StatePath, WriteSet } from "@statewright/model"

interface Printer {
  readonly procedure: string
  readonly codeName: string
  readonly word: (name: string) => string
  /** The path of the region whose states are printed. */
  readonly path?: StatePath
}

/** The lines of the states of one region, each with its key. */
export const printStates = (states: readonly State[], printer: Printer): readonly string[] =>
  states.flatMap((state) => {
    const [first = "", ...rest] = printState(state, printer)
    return withComma([`${state.key}: ${first}`, ...rest])
  })

const withComma = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => (index === lines.length - 1 ? `${line},` : line))

const printState = (state: State, printer: Printer): readonly string[] => {
  const { word, codeName } = printer
  switch (state.kind) {
    case "segment": {
      const writes = writesText(state.writes)
      return call(word("segment"), [
        `${codeName}.${state.code}`,
        exitsText(state.exits, printer),
        ...(writes === undefined ? [] : [writes]),
      ])
    }
    case "wait":
      return call(word("wait"), [
        quoted(state.id),
        `{ done: ${quoted(targetText(state.done, printer))}, keep: ${list(state.keep)} }`,
      ])
    case "region": {
      const path = printer.path === undefined ? state.key : `${printer.path}.${state.key}`
      const caught = state.caught === undefined ? [] : [`  caught: ${leaveText(state.caught, printer)},`]
      return [
        `${word("region")}({`,
        `  initial: ${quoted(state.initial)},`,
        ...caught,
        "  states: {",
        ...printStates(state.states, { ...printer, path }).map((line) => `    ${line}`),
        "  },",
        "})",
      ]
    }
    case "dispatch":
      return call(word("dispatch"), [quoted(state.record), exitsText(state.exits, printer)])
    case "final":
      return [`${word(state.outcome)}()`]
  }
}

/** A call on one line, or with an argument on each. */
const call = (name: string, parts: readonly string[]): readonly string[] => {
  const line = `${name}(${parts.join(", ")})`
  return line.length <= 100 ? [line] : [`${name}(`, ...parts.map((part) => `  ${part},`), ")"]
}

const exitsText = (exits: readonly Exit[], printer: Printer): string => {
  const parts = exits.map((exit) => `${propertyName(exit.label)}: ${leaveText(exit, printer)}`)
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`
}

const leaveText = (
  { target, completes }: { readonly target: StatePath; readonly completes?: Completes },
  printer: Printer,
): string => {
  const to = quoted(targetText(target, printer))
  return completes === undefined
    ? to
    : `${printer.word("leave")}(${to}, ${quoted(completes.record)}, ${quoted(completes.as)})`
}

/** A sibling by its key, any other state by its path from the procedure. */
const targetText = (target: StatePath, { path, procedure }: Printer): string => {
  const parent = target.includes(".") ? target.slice(0, target.lastIndexOf(".")) : undefined
  return parent === path ? target.slice(target.lastIndexOf(".") + 1) : `#${procedure}.${target}`
}

const writesText = ({ assigns, appends, mutates }: WriteSet): string | undefined => {
  const parts = Object.entries({ assigns, appends, mutates }).filter(([, names]) => names.length > 0)
  return parts.length === 0 ? undefined : `{ ${parts.map(([kind, names]) => `${kind}: ${list(names)}`).join(", ")} }`
}

const list = (names: readonly string[]): string => `[${names.map(quoted).join(", ")}]`

const quoted = (text: string): string => JSON.stringify(text)

const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name))
