import { bareExpression } from "../1-read/bare-expression.ts"
import { handleCallOf } from "../1-read/handle-call.ts"
import { ts } from "../1-read/syntax.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import type { GroupCall } from "./given-function.ts"
import { type Around, functionFor, groupMembers } from "./group-members.ts"
import { isFunctionExpression } from "./local-function.ts"
import { misused } from "./refused-handle.ts"
import { unseen } from "./refused-group.ts"

/** A group as a word makes it, or why its branches cannot be seen; `undefined` if the word makes none. */
export const groupCallOf = (
  word: string,
  call: ts.CallExpression,
  around: Around,
): GroupCall | Diagnostic | undefined => {
  switch (word) {
    case "fork":
    case "race":
      return namedGroup(word, call, around)
    case "parallel":
      return isList(call, around.checker) ? undefined : listedGroup(call, around)
    case "forEach":
      return eachGroup(call, around)
    case "scope":
      return scopeGroup(call, around)
    case "mutex":
      return mutexGroup(call, around)
    default:
      return undefined
  }
}

/** `parallel([a(), b()])` and `parallel(promises)`, which wait as `Promise.all` does but for what they throw. */
const isList = (call: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const [list] = call.arguments
  if (call.arguments.length !== 1 || list === undefined || ts.isSpreadElement(list)) return call.arguments.length < 2
  const array = bareExpression(list)
  if (ts.isArrayLiteralExpression(array)) return !array.elements.some((each) => isFunctionLike(each, checker))
  const item = checker.getIndexTypeOfType(checker.getTypeAtLocation(array), ts.IndexKind.Number)
  return item === undefined || item.getCallSignatures().length === 0
}

const isFunctionLike = (element: ts.Expression, checker: ts.TypeChecker): boolean =>
  isFunctionExpression(bareExpression(element)) ||
  checker.getTypeAtLocation(bareExpression(element)).getCallSignatures().length > 0

const namedGroup = (word: "fork" | "race", call: ts.CallExpression, around: Around): GroupCall | Diagnostic => {
  const [branches, options] = call.arguments
  const literal = branches && bareExpression(branches)
  if (literal === undefined || !ts.isObjectLiteralExpression(literal) || call.arguments.some(ts.isSpreadElement)) {
    return unseen(word, call, "notAnObject")
  }
  const gathering = groupMembers(word, options, around)
  for (const property of literal.properties) {
    const name = property.name === undefined ? undefined : plainName(property.name)
    if (name === undefined) return unseen(word, property, "withoutName")
    const value = valueOf(property)
    const problem = value === undefined ? unseen(word, property, "notAFunction") : gathering.add(value, name)
    if (problem !== undefined) return problem
  }
  return gathering.group(call)
}

const valueOf = (property: ts.ObjectLiteralElementLike): ts.Node | undefined => {
  if (ts.isPropertyAssignment(property)) return property.initializer
  if (ts.isShorthandPropertyAssignment(property)) return property.name
  return ts.isMethodDeclaration(property) ? property : undefined
}

/** A name that stays in its place: numbers come first in an object, and `__proto__` is none of its keys. */
const plainName = (name: ts.PropertyName): string | undefined => {
  const text = ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined
  return text === undefined || text === "__proto__" || /^\d+$/.test(text) ? undefined : text
}

const listedGroup = (call: ts.CallExpression, around: Around): GroupCall | Diagnostic => {
  const [list, options] = call.arguments
  const array = list && bareExpression(list)
  if (array === undefined || !ts.isArrayLiteralExpression(array) || call.arguments.some(ts.isSpreadElement)) {
    return unseen("parallel", call, "notAList")
  }
  const gathering = groupMembers("parallel", options, around)
  for (const element of array.elements) {
    const isPlain = !ts.isSpreadElement(element) && !ts.isOmittedExpression(element)
    const problem = isPlain ? gathering.add(element) : unseen("parallel", element, "spread")
    if (problem !== undefined) return problem
  }
  return gathering.group(call)
}

const eachGroup = (call: ts.CallExpression, around: Around): GroupCall | Diagnostic => {
  const [items, options, body] = call.arguments
  if (items === undefined || options === undefined || body === undefined || call.arguments.some(ts.isSpreadElement)) {
    return unseen("forEach", call, "spread")
  }
  const helper = functionFor(body, "forEach", around)
  if (helper === undefined) return unseen("forEach", body, "notABody")
  return {
    kind: "group",
    word: "forEach",
    call,
    passed: [items, options],
    members: [],
    items,
    body: helper,
    options,
    handed: [bareExpression(body)],
  }
}

const scopeGroup = (call: ts.CallExpression, around: Around): GroupCall | Diagnostic => {
  const [body, ...others] = call.arguments
  const helper = body === undefined || others.length > 0 ? undefined : functionFor(body, "scope", around)
  if (body === undefined || helper === undefined) return unseen("scope", body ?? call, "notABody")
  return { kind: "group", word: "scope", call, passed: [], members: [], body: helper, handed: [bareExpression(body)] }
}

/** `mutex("desk").run(() => pack(item))` */
const mutexGroup = (call: ts.CallExpression, around: Around): GroupCall | Diagnostic | undefined => {
  const asked = handleCallOf(call, around.checker)
  if (asked?.word !== "Mutex" || asked.method !== "run") return undefined
  const made = bareExpression(asked.handle)
  if (!ts.isCallExpression(made) || [...call.arguments, ...made.arguments].some(ts.isSpreadElement)) {
    return misused(made, "kept")
  }
  const [key, options] = made.arguments
  const [body] = call.arguments
  const helper = body && functionFor(body, "run", around)
  if (key === undefined || body === undefined || helper === undefined) return misused(body ?? call, "unseen")
  return {
    kind: "group",
    word: "mutex",
    call,
    passed: [key, ...(options === undefined ? [] : [options])],
    members: [],
    body: helper,
    key,
    ...(options !== undefined && { options }),
    handed: [bareExpression(body)],
  }
}
