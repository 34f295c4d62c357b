import { deepOf } from "./deep-of.ts"
import { bounded, type Way } from "./leaf.ts"
import type { Local } from "./scope.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import { withoutAwait, type Writer } from "./writer.ts"

/** A function that lives on: it changes locals, throws now and then, and calls those that were there before it. */
export const localFunction = (writer: Writer): Piece => {
  const { random, scope } = writer
  const name = scope.newName(random)
  const written = withoutAwait(writer, () => scope.inside(() => functionText(writer, name)))
  scope.declare({ name, kind: "fn", mutable: false })
  return piece("statement", written)
}

const functionText = (writer: Writer, name: string): Part[] => {
  const { random, scope } = writer
  const parameter = scope.newName(random)
  scope.declare({ name: parameter, kind: "num", mutable: random.chance(0.3) })
  const effects = Array.from({ length: random.below(3) }, () => piece("optional", effect(writer, parameter)))
  const value = bounded("num", writer.expression("num", deepOf(writer)))
  const body: Part[] = ["{", ...effects, " return ", value, "; }"]
  const head = `(${parameter}: number): number`
  return random.of<() => Part[]>([
    () => [`const ${name} = ${head} => `, ...body, ";"],
    () => [`let ${name} = ${head} => `, ...body, ";"],
    () => [`function ${name}${head} `, ...body],
    () => [`const ${name} = (${parameter} = 2): number => (`, value, ");"],
  ])()
}

/** What a function does beside its value. */
const effect = (writer: Writer, parameter: string): Part[] => {
  const { random, scope } = writer
  const pick = (wanted: (local: Local) => boolean, write: (name: string) => Part[]): Part[] => {
    const found = scope.pick(random, wanted)
    return found === undefined ? [] : write(found.name)
  }
  return random.of<() => Part[]>([
    () =>
      pick(
        ({ kind, mutable }) => kind === "num" && mutable,
        (name) => [` ${name} = (${name} + ${parameter}) % 97;`],
      ),
    () =>
      pick(
        ({ kind }) => kind === "nums",
        (name) => [` if (${name}.length < 6) ${name}.push(${parameter});`],
      ),
    () =>
      pick(
        ({ kind }) => kind === "box",
        (name) => [` ${name}.n = (${name}.n + ${parameter}) % 97;`],
      ),
    () =>
      pick(
        ({ kind, mutable }) => kind === "box" && mutable,
        (name) => [` ${name} = { ...${name}, tag: "made" };`],
      ),
    () =>
      pick(
        ({ kind }) => kind === "map",
        (name) => [` ${name}.set("f", ${parameter});`],
      ),
    () => [` if (${parameter} === 3) throw new RangeError("${parameter}");`],
  ])()
}

/** Ways to call such a function. */
export const localCalls = (writer: Writer, deep: number): Way[] => {
  const { random, scope } = writer
  const found = scope.pick(random, ({ kind }) => kind === "fn")
  if (found === undefined) return []
  const { name } = found
  const e = (): Piece => writer.expression("num", deep)
  return [
    [3, () => piece("num", [`${name}(`, slot(e(), 4), ")"])],
    [0.7, () => piece("num", ["sum(", slot(writer.expression("nums", deep), 0), `.map((each) => ${name}(each)))`])],
    [0.5, () => piece("num", ["[", slot(e(), 4), ", ", slot(e(), 4), `].map(${name})[0] ?? 1`], 3)],
    [0.3, () => piece("num", [`twice(${name}, `, slot(e(), 4), ")"])],
  ]
}
