import type { Completes, Exit, Question, SegmentState, State, StatePath } from "@statewright/model"

import { call, type Doc, type Group, layOut, list, object, quoted, strings } from "./layout.ts"

interface Printer {
  readonly procedure: string
  readonly codeName: string
  /** The local name of a word of `statewright/machine`. */
  readonly word: (name: string) => string
  /** The path of the region whose states are printed. */
  readonly path?: StatePath
}

/** The lines of the states of one region, each with its key; `width` is what they may take. */
export const printStates = (states: readonly State[], printer: Printer, width: number): readonly string[] =>
  states.flatMap((state) => {
    const lines = printState(state, printer, width)
    return lines.map((line, index) => (index === lines.length - 1 ? `${line},` : line))
  })

const printState = (state: State, printer: Printer, width: number): readonly string[] => {
  if (state.kind !== "region") return layOut(`${state.key}: `, stateDoc(state, printer), width)
  const path = printer.path === undefined ? state.key : `${printer.path}.${state.key}`
  const caught = state.caught === undefined ? [] : layOut("  caught: ", leaveDoc(state.caught, printer), width)
  return [
    `${state.key}: ${printer.word("region")}({`,
    `  initial: ${quoted(state.initial)},`,
    ...caught.map((line) => `${line},`),
    "  states: {",
    ...printStates(state.states, { ...printer, path }, width - 4).map((line) => `    ${line}`),
    "  },",
    "})",
  ]
}

const stateDoc = (state: Exclude<State, { kind: "region" }>, printer: Printer): Doc => {
  const { word, codeName } = printer
  switch (state.kind) {
    case "segment": {
      const options = optionsDoc(state)
      const code = `${codeName}.${state.code}`
      return call(word("segment"), [code, exitsDoc(state.exits, printer), ...(options === undefined ? [] : [options])])
    }
    case "wait": {
      const spec = object([
        ["done", quoted(targetText(state.done, printer))],
        ["keep", strings(state.keep)],
      ])
      return call(word("wait"), [quoted(state.id), spec])
    }
    case "started":
      return call(word("started"), [quoted(state.id), object([["next", quoted(targetText(state.next, printer))]])])
    case "dispatch":
      return call(word("dispatch"), [quoted(state.record), exitsDoc(state.exits, printer)])
    case "final":
      return `${word(state.outcome)}()`
  }
}

const exitsDoc = (exits: readonly Exit[], printer: Printer): Group =>
  object(exits.map((exit) => [exit.label, leaveDoc(exit, printer)] as const))

const leaveDoc = (
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

const optionsDoc = ({
  writes: { assigns, appends, mutates, given = false },
  guarded,
  asks,
}: SegmentState): Group | undefined => {
  const written = Object.entries({ assigns, appends, mutates }).filter(([, names]) => names.length > 0)
  const options = [
    ...written.map(([kind, names]) => [kind, strings(names)] as const),
    ...(given ? [["given", "true"] as const] : []),
    ...(guarded === undefined ? [] : [["guarded", quoted(guarded)] as const]),
    ...(asks === undefined ? [] : [["asks", list(asks.map(questionDoc))] as const]),
  ]
  return options.length === 0 ? undefined : object(options)
}

const questionDoc = ({ by, condition }: Question): Group =>
  object([
    ["by", quoted(by)],
    ["condition", quoted(condition)],
  ])
