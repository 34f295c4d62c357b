import type { Activation, Frame, Writes } from "@statewright/model"
import { encodeValue } from "@statewright/model"

/** A frame with one activation. */
export const frameOf = (locals: Record<string, unknown>): Frame => ({
  seq: 1,
  activations: new Map([
    [
      0,
      { number: 0, procedure: "main", state: "for_i.square", locals, waiting: { kind: "one", id: "for_i/square#1" } },
    ],
  ]),
  waits: new Map([["for_i/square#1", undefined]]),
})

/** Its newest activation. */
export const topOf = (frame: Frame): Activation => {
  const top = [...frame.activations.values()].at(-1)
  if (top === undefined) throw new Error("nothing is at work")
  return top
}

/** What a transition changed inside of the objects that these locals of the newest activation hold; anything else may have. */
export const writesOf = (
  frame: Frame,
  { grown = [], mutated = [] }: { readonly grown?: readonly string[]; readonly mutated?: readonly string[] },
): Writes => {
  const { locals } = topOf(frame)
  const held = (names: readonly string[]): Map<object, string> =>
    new Map(names.map((name) => [Object(locals[name]), name]))
  return { grown: held(grown), mutated: held(mutated), ...everyPlace(frame, frame.seq - 4) }
}

/** Every activation and wait that a frame has or had, from a number on. */
export const everyPlace = ({ seq }: Frame, from = 0): Pick<Writes, "activations" | "waits"> => {
  const first = Math.max(0, from)
  const numbers = Array.from({ length: seq + 1 - first }, (_, index) => first + index)
  return {
    activations: new Set(numbers),
    waits: new Set(numbers.flatMap((number) => [`for_i/square#${number}`, `w#${number}`])),
  }
}

/** Equal for two frames exactly if they hold the same, identity over all locals and waits included. */
export const pictureOf = ({ seq, activations, waits }: Frame): string =>
  encodeValue({
    seq,
    activations: [...activations.values()].map(({ waiting, locals, ...rest }) => {
      const sorted = Object.entries(locals).toSorted(([left], [right]) => (left < right ? -1 : 1))
      return { ...rest, waiting: JSON.stringify(waiting), locals: sorted }
    }),
    waits: [...waits],
  })
