import { bareExpression } from "../../1-read/bare-expression.ts"
import { ts } from "../../1-read/syntax.ts"
import { builtInOwner } from "../built-in-method.ts"
import { answerOf, argumentsOf, giveParameters } from "./call-known.ts"
import { copyOf } from "./copy-of.ts"
import { calledBy, type KnownFunction } from "./called-function.ts"
import { isFunction } from "./may-be-object.ts"
import { anyMember, elements, mapKey, mapValue, type Thing } from "./thing.ts"
import { add, madeAt, membersOf, pass, reachOf, store, valueOf, type World } from "./world.ts"

/** What a call of one of JavaScript's own functions may answer. */
export const builtInCall = (world: World, node: ts.CallExpression): Iterable<Thing> => {
  const callee = bareExpression(node.expression)
  const isMethod = ts.isPropertyAccessExpression(callee)
  const receiver = isMethod ? valueOf(world, callee.expression) : new Set<Thing>()
  const given = argumentsOf(world, node)
  const owner = isMethod ? builtInOwner(callee, world.checker) : undefined
  const at: Call = { world, node, receiver, given, all: [...receiver, ...given.flatMap((each) => [...each])] }
  const method = isMethod ? callee.name.text : callee.getText()
  const known = methods[`${owner?.replace(/^Readonly/, "") ?? ""}.${method}`]
  if (known !== undefined) return known(at)
  // What calls its arguments calls them with anything; what is done by `call` or `apply` too.
  const reached = reachOf(at.all)
  if (isMethod && indirect.has(callee.name.text)) pass(world, node, reached)
  else if (takesFunction(at)) add(world, world.passed, reached)
  const answers = callbacksOf(at).flatMap((source) => {
    giveParameters(
      world,
      source,
      source.parameters.map(() => reached),
    )
    return [...answerOf(world, node, source)]
  })
  const made = madeAt(world, node, "", true)
  store(world, [made], anyMember, [...reached, ...answers, ...world.answered])
  return [made, ...reached, ...answers, ...world.answered]
}

interface Call {
  readonly world: World
  readonly node: ts.CallExpression
  readonly receiver: ReadonlySet<Thing>
  readonly given: readonly ReadonlySet<Thing>[]
  readonly all: readonly Thing[]
}

type Method = (call: Call) => Iterable<Thing>

const takesFunction = ({ world: { checker }, node }: Call): boolean =>
  node.arguments.some((argument) => isFunction(argument, checker))

const indirect: ReadonlySet<string> = new Set(["call", "apply", "bind"])

/** The functions among the arguments whose code is known. */
const callbacksOf = ({ world, node }: Call): readonly KnownFunction[] =>
  node.arguments.flatMap((argument) => {
    if (ts.isSpreadElement(argument)) return []
    const called = isFunction(argument, world.checker) ? calledBy(argument, world.checker) : undefined
    return called?.kind === "known" ? [called.source] : []
  })

/** Calls the function that is given with certain arguments. */
const callBack = (call: Call, ...given: readonly Iterable<Thing>[]): readonly Thing[] => {
  const { world, node } = call
  const sets = given.map((each) => new Set(each))
  for (const things of sets) add(world, world.passed, things)
  const answers = callbacksOf(call).flatMap((source) => {
    giveParameters(world, source, sets)
    if (!world.functions.has(source)) world.functions.set(source, node)
    return [...answerOf(world, node, source)]
  })
  return callbacksOf(call).length > 0 ? answers : [...world.answered]
}

const items = ({ receiver }: Call): Iterable<Thing> => membersOf(receiver, elements)

const listOf = ({ world, node }: Call, things: Iterable<Thing>): Iterable<Thing> => {
  const list = madeAt(world, node)
  store(world, [list], elements, things)
  return [list]
}

/** Calls back with each item, and the receiver. */
const each = (call: Call): readonly Thing[] => callBack(call, items(call), call.receiver, call.receiver)

/** What a method answers that also calls back. */
const besides = <Answer>(_called: unknown, answer: Answer): Answer => answer

const nothing: Method = (call) => besides(each(call), [])
const item: Method = (call) => besides(each(call), items(call))
const sameItems: Method = (call) => {
  each(call)
  const given = call.given.flatMap((all) => [...all])
  return listOf(call, [...items(call), ...given, ...membersOf(given, elements)])
}
const itself: Method = ({ receiver }) => receiver
const flat: Method = (call) => listOf(call, reachOf([...items(call), ...call.given.flatMap((all) => [...all])]))

const reduce: Method = (call) => {
  const before = [...(call.given[1] ?? items(call))]
  const answers = callBack(call, before, items(call), [], call.receiver)
  return [...before, ...answers, ...callBack(call, answers, [])]
}

const put: Method = (call) => {
  store(call.world, call.receiver, elements, call.given.flatMap((all) => [...all])) // prettier-ignore
  return call.receiver
}

const sorted: Method = (call) => {
  callBack(call, items(call), items(call))
  return call.receiver
}

const setEntry: Method = ({ world, node, receiver, given: [key = [], value = []] }) => {
  const pair = madeAt(world, node, "pair")
  store(world, [pair], elements, [...key, ...value])
  store(world, receiver, elements, [pair])
  store(world, receiver, mapKey, key)
  store(world, receiver, mapValue, value)
  return receiver
}

const pairs = (call: Call, things: Iterable<Thing>): Iterable<Thing> => {
  const pair = madeAt(call.world, call.node, "pair")
  store(call.world, [pair], elements, things)
  return listOf(call, [pair])
}

const first = ({ given: [all = new Set()] }: Call): ReadonlySet<Thing> => all

const assigned: Method = (call) => {
  for (const from of call.given.slice(1)) store(call.world, first(call), anyMember, membersOf(from))
  return first(call)
}

const listed: Method = (call) => {
  const from = membersOf(first(call), elements)
  return listOf(call, call.given.length > 1 ? callBack(call, from) : from)
}

const grouped: Method = (call) => {
  const from = membersOf(first(call), elements)
  const groups = madeAt(call.world, call.node, "groups")
  store(call.world, [groups], mapKey, callBack(call, from))
  store(call.world, [groups], anyMember, listOf(call, from))
  return [groups]
}

const fromEntries: Method = (call) => {
  const object = madeAt(call.world, call.node)
  store(call.world, [object], anyMember, membersOf(membersOf(first(call), elements), elements))
  return [object]
}

const cloned: Method = (call) => [copyOf(call.world, call.node, first(call))]

const methods: Readonly<Record<string, Method>> = {
  ...Object.fromEntries(
    [
      ["at find findLast pop shift", item],
      ["filter slice concat toSorted toReversed toSpliced with values", sameItems],
      ["splice", (call: Call) => besides(put(call), sameItems(call))],
      ["flat", flat],
      ["forEach some every findIndex findLastIndex join includes indexOf lastIndexOf keys", nothing],
      ["reverse copyWithin", itself],
      ["push unshift fill", put],
      ["sort", sorted],
      ["reduce reduceRight", reduce],
      ["map", (call: Call) => listOf(call, each(call))],
      [
        "flatMap",
        (call: Call) =>
          listOf(
            call,
            [...each(call)].flatMap((one) => [one, ...membersOf([one], elements)]),
          ),
      ],
      ["entries", (call: Call) => pairs(call, items(call))],
    ].flatMap(([names, method]) =>
      String(names)
        .split(" ")
        .map((name) => [`Array.${name}`, method]),
    ),
  ),
  "Map.get": ({ receiver }) => membersOf(receiver, mapValue),
  "Map.set": setEntry,
  "Map.keys": (call) => listOf(call, membersOf(call.receiver, mapKey)),
  "Map.values": (call) => listOf(call, membersOf(call.receiver, mapValue)),
  "Map.entries": (call) => listOf(call, items(call)),
  "Map.forEach": (call) =>
    besides(callBack(call, membersOf(call.receiver, mapValue), membersOf(call.receiver, mapKey), call.receiver), []),
  "Set.add": put,
  "Set.values": sameItems,
  "Set.keys": sameItems,
  "Set.entries": (call) => pairs(call, items(call)),
  "Set.forEach": (call) => besides(callBack(call, items(call), items(call), call.receiver), []),
  "ObjectConstructor.values": (call) => listOf(call, membersOf(first(call))),
  "ObjectConstructor.entries": (call) => pairs(call, membersOf(first(call))),
  "ObjectConstructor.keys": (call) => listOf(call, []),
  "ObjectConstructor.assign": assigned,
  "ObjectConstructor.freeze": first,
  "ObjectConstructor.seal": first,
  "ObjectConstructor.fromEntries": fromEntries,
  "ObjectConstructor.groupBy": grouped,
  "MapConstructor.groupBy": grouped,
  "ArrayConstructor.from": listed,
  "ArrayConstructor.of": (call) => listOf(call, call.all),
  "ArrayConstructor.isArray": () => [],
  ".structuredClone": cloned,
}
