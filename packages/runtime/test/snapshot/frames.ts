import type { Activation, Frame, Writes } from "@statewright/model"
import { encodeValue } from "@statewright/model"

/** A frame with one activation. */
export const frameOf = (locals: Record<string, unknown>): Frame => ({
  seq: 1,
  stack: [{ procedure: "main", state: "for_i.square", locals, waiting: { kind: "one", id: "for_i/square#1" } }],
  waits: new Map([["for_i/square#1", undefined]]),
})

/** Its innermost activation. */
export const topOf = (frame: Frame): Activation => {
  const top = frame.stack.at(-1)
  if (top === undefined) throw new Error("the stack is empty")
  return top
}

/** What a transition changed inside of the objects that these locals of the innermost activation hold. */
export const writesOf = (
  frame: Frame,
  { grown = [], mutated = [] }: { readonly grown?: readonly string[]; readonly mutated?: readonly string[] },
): Writes => {
  const { locals } = topOf(frame)
  const held = (names: readonly string[]): Map<object, string> =>
    new Map(names.map((name) => [Object(locals[name]), name]))
  return { grown: held(grown), mutated: held(mutated) }
}

/** Equal for two frames exactly if they hold the same, identity over all locals and waits included. */
export const pictureOf = ({ seq, stack, waits }: Frame): string =>
  encodeValue({
    seq,
    stack: stack.map(({ procedure, state, waiting, locals }) => {
      const sorted = Object.entries(locals).toSorted(([left], [right]) => (left < right ? -1 : 1))
      return { procedure, state, waiting: JSON.stringify(waiting), locals: sorted }
    }),
    waits: [...waits],
  })
