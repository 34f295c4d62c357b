import { deepOf } from "./deep-of.ts"
import { seen } from "./leaf.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import { weighted, type Writer } from "./writer.ts"

/** Async functions inside the function, promises that are begun now and awaited later, and what waits for several. */
export const helperStatement = (writer: Writer): Piece =>
  weighted(writer.random, [
    [2, () => helper(writer)],
    [3, () => begin(writer)],
    [3, () => take(writer)],
    [2, () => combine(writer)],
    [1, () => direct(writer)],
  ])

/** `const h = async (value: number): Promise<unknown> => { ... }`: it sees and shares the locals around it. */
const helper = (writer: Writer): Piece => {
  const { random, scope } = writer
  // Unlike any local's: it calls itself where a local may have taken a name.
  const name = `h${writer.next++}`
  const before = { targets: writer.targets.splice(0), loops: writer.loops, depth: writer.depth }
  writer.loops = Math.max(1, writer.loops)
  writer.depth = Math.max(3, writer.depth)
  const text = scope.inside((): Part[] => {
    const parameter = scope.newName(random)
    scope.declare({ name: parameter, kind: "num", mutable: random.chance(0.3) })
    const again = random.chance(0.2)
      ? [piece("optional", [` if (${parameter} > 40) await ${name}(${parameter} - 40);`])]
      : []
    const body = piece("block", [...again, ...Array.from({ length: 1 + random.below(3) }, () => inner(writer)), last])
    const head = `(${parameter}: number): Promise<unknown>`
    return random.chance(0.3)
      ? [`async function ${name}${head} `, body]
      : [`const ${name} = async ${head} => `, body, ";"]
  })
  writer.targets.push(...before.targets)
  writer.loops = before.loops
  writer.depth = before.depth
  scope.declare({ name, kind: "helper", mutable: false })
  return piece("statement", text)
}

const last = piece("statement", ["return undefined;"])

/** A statement of a helper: one that waits, or whatever else there is. */
const inner = (writer: Writer): Piece => {
  const { random } = writer
  return weighted(random, [
    [2, () => piece("statement", ["await num(", slot(writer.expression("num", deepOf(writer)), 4), ");"])],
    [1, () => piece("statement", ["await see([", ...seen(writer).flatMap((each) => [each, ", "]), "]);"])],
    [1, () => piece("statement", ["return ", slot(writer.expression(random.of(["num", "box", "nums"]), 1), 4), ";"])],
    [3, () => writer.statement()],
  ])
}

/** Something that makes a promise. */
const promise = (writer: Writer): Piece => {
  const { random, scope } = writer
  const known = scope.pick(random, ({ kind }) => kind === "helper")
  const later = random.chance(0.3) ? scope.pick(random, ({ kind }) => kind === "later") : undefined
  const value = (): Piece => writer.expression("num", 1)
  if (later !== undefined) return piece("later", [later.name])
  return weighted(random, [
    [known === undefined ? 0 : 4, () => piece("later", [`${known?.name}(`, slot(value(), 4), ")"])],
    [1, () => piece("later", ["num(", slot(value(), 4), ")"])],
    [1, () => piece("later", ["box(", slot(writer.expression("box", 1), 4), ")"])],
    [0.3, () => piece("later", ['sleep("1 second")'])],
    [0.4, () => piece("later", ['waitForEvent("word", { timeout: "1 second" })'])],
    [0.3, () => piece("later", ["told(", slot(value(), 4), ")"])],
    [0.5, () => piece("later", ["(async () => { note(0, await num(", slot(value(), 4), ")); })()"])],
  ])
}

const begin = (writer: Writer): Piece => {
  const { random, scope } = writer
  const made = promise(writer)
  const name = scope.newName(random)
  scope.declare({ name, kind: "later", mutable: false })
  // One that nobody reads is refused.
  return piece("statement", [`const ${name}: Promise<unknown> = `, made, `; pending.push(${name});`])
}

const take = (writer: Writer): Piece => {
  const later = writer.scope.pick(writer.random, ({ kind }) => kind === "later")
  return later === undefined ? begin(writer) : piece("statement", [`note(${writer.next++}, await ${later.name});`])
}

const combine = (writer: Writer): Piece => {
  const { random } = writer
  const policy = random.of(["Promise.all", "Promise.allSettled", "Promise.race", "Promise.any", "parallel"])
  const parts = Array.from({ length: 1 + random.below(3) }, () => promise(writer))
  const list: Part[] = parts.flatMap((part, index): Part[] => [...(index === 0 ? [] : [", "]), part])
  const mapped = writer.scope.pick(random, ({ kind }) => kind === "helper")
  if (mapped !== undefined && random.chance(0.4)) {
    const numbers = slot(writer.expression("nums", 1), 0)
    return piece("statement", [
      `note(${writer.next++}, await ${policy}(`,
      numbers,
      `.map((each) => ${mapped.name}(each))));`,
    ])
  }
  return piece("statement", [`note(${writer.next++}, await ${policy}([`, ...list, "]));"])
}

const direct = (writer: Writer): Piece => {
  const known = writer.scope.pick(writer.random, ({ kind }) => kind === "helper")
  if (known === undefined) return helper(writer)
  return piece("statement", [
    `note(${writer.next++}, await ${known.name}(`,
    slot(writer.expression("num", 1), 4),
    "));",
  ])
}
