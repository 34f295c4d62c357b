import { isGlobal } from "../../1-read/is-global.ts"
import { calleeOf } from "../../1-read/callee.ts"
import { ts } from "../../1-read/syntax.ts"
import { isWrapper } from "../../1-read/bare-expression.ts"
import { isAsync, isGenerator } from "../local-function.ts"
import { assign, bind } from "./bind.ts"
import { answerOf, giveParameters } from "./call-known.ts"
import { calledBy, isWithBody } from "./called-function.ts"
import { evaluateCall, evaluateTag } from "./evaluate-call.ts"
import { evaluate } from "./evaluate.ts"
import { evaluateNew } from "./evaluate-new.ts"
import { mayBeObject } from "./may-be-object.ts"
import { anyMember, elements, settled, type Thing } from "./thing.ts"
import { add, createWorld, keep, type Kept, madeAt, membersOf, setOf, store, valueOf, type World } from "./world.ts"

/** The functions that a run begins with: a body, which is given an input, and what it calls and awaits. */
export interface Begun {
  readonly body: ts.Node
  readonly checker: ts.TypeChecker
  readonly kept: Kept
}

/** Goes through all the code that a body reaches until nothing new is found of what may be where. */
export const solve = ({ body, checker, kept }: Begun): World => {
  const world = createWorld(checker, kept)
  world.functions.set(body, undefined)
  world.passed.add(madeAt(world, body, "passed", true))
  do {
    world.grown = false
    if (isWithBody(body)) {
      giveParameters(
        world,
        body,
        body.parameters.map((parameter) => new Set([madeAt(world, parameter, "input", true)])),
      )
    }
    for (const source of world.functions.keys()) if (!isWithin(source, world)) walk(world, source)
    for (const source of world.handedOn) if (isWithBody(source)) handOn(world, source)
    for (const symbol of world.owned.keys()) lookInto(world, symbol)
    if (world.unknownCall !== undefined) for (const source of world.latent) hold(world, source, world.unknownCall)
    for (const [symbol, wait] of kept.symbols) keep(world, setOf(world.variables, symbol), wait)
    keep(world, world.thrown, body)
  } while (world.grown)
  return world
}

/** Whether a function is looked through with one around it. */
export const isWithin = (source: ts.Node, { functions }: World): boolean =>
  source.parent !== undefined && ts.findAncestor(source.parent, (above) => functions.has(above)) !== undefined

/** A function that somebody may keep may be called with whatever such functions are called with. */
const handOn = (world: World, source: Parameters<typeof answerOf>[2]): void => {
  giveParameters(world, source, [world.passed, ...source.parameters.map(() => world.passed)])
  add(world, world.answered, answerOf(world, source, source))
}

/** The functions that an object of a module holds may be called through it. */
const lookInto = (world: World, symbol: ts.Symbol): void => {
  const declaration = symbol.valueDeclaration
  if (declaration === undefined || isGlobal(symbol) || declaration.getSourceFile().isDeclarationFile) return
  const visit = (node: ts.Node): void => {
    // What a step does is not done by the run.
    if (ts.isCallExpression(node) && calleeOf(node, world.checker).kind === "word") return
    // Nobody can call a constructor; what it makes may be functions.
    if (isWithBody(node) && !ts.isConstructorDeclaration(node)) return void world.latent.add(node)
    if (ts.isIdentifier(node) && node !== ts.getNameOfDeclaration(declaration)) follow(world, node)
    ts.forEachChild(node, visit)
  }
  if (ts.isVariableDeclaration(declaration) || ts.isClassLike(declaration)) visit(declaration)
}

/** What an object of a module is made of: functions, and other objects of modules. */
const follow = (world: World, name: ts.Identifier): void => {
  const called = calledBy(name, world.checker)
  if (called.kind === "known") return void world.latent.add(called.source)
  const before = world.owned.size
  evaluate(world, name)
  if (world.owned.size > before) world.grown = true
}

const hold = (world: World, source: ts.Node, at: ts.Node): void => {
  if (!world.functions.has(source)) {
    world.functions.set(source, at)
    world.grown = true
  }
  if (world.handedOn.has(source)) return
  world.handedOn.add(source)
  world.grown = true
}

const walk = (world: World, node: ts.Node): void => {
  if (ts.isTypeNode(node)) return
  ts.forEachChild(node, (child) => walk(world, child))
  if (ts.isExpression(node)) {
    const [...found] = evaluated(world, node)
    if (found.length > 0 && mayBeObject(node, world.checker)) add(world, setOf(world.values, node), found)
    const wait = world.kept.nodes.get(node)
    if (wait !== undefined) keep(world, setOf(world.values, node), wait)
  }
  flow(world, node)
}

const evaluated = (world: World, node: ts.Expression): Iterable<Thing> => {
  if (ts.isCallExpression(node)) return evaluateCall(world, node)
  if (ts.isNewExpression(node)) return evaluateNew(world, node)
  if (ts.isTaggedTemplateExpression(node)) return evaluateTag(world, node)
  noteFunction(world, node)
  return evaluate(world, node)
}

/** A function that is not only called may be called by anyone. */
const noteFunction = (world: World, node: ts.Expression): void => {
  const isName = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)
  if (!isName && !isWithBody(node)) return
  let use: ts.Node = node
  while (isWrapper(use.parent)) use = use.parent
  const { parent } = use
  const isCallee =
    (ts.isCallExpression(parent) && parent.expression === use) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === use)
  const isNamed = isWithBody(node) && ts.isVariableDeclaration(parent)
  // What is handed to a built-in function is called with what that gives it.
  const isCallback =
    ts.isCallExpression(parent) && !isCallee && calledBy(parent.expression, world.checker).kind === "built-in"
  if (isCallee || isNamed || isCallback) return
  if (ts.isPropertyAccessExpression(parent) && parent.name === use) return
  const called = calledBy(node, world.checker)
  if (called.kind === "known") hold(world, called.source, node)
}

/** What a statement or a declaration gives to names and functions. */
const flow = (world: World, node: ts.Node): void => {
  if (ts.isVariableDeclaration(node)) {
    if (ts.isCatchClause(node.parent)) return bind(world, node.name, caught(world, node))
    if (node.initializer !== undefined) return bind(world, node.name, valueOf(world, node.initializer))
  }
  if (ts.isForOfStatement(node)) {
    const items = membersOf(valueOf(world, node.expression), elements)
    const { initializer } = node
    if (!ts.isVariableDeclarationList(initializer)) return assign(world, initializer, items)
    for (const { name } of initializer.declarations) bind(world, name, items)
    return
  }
  if (ts.isThrowStatement(node)) return add(world, world.thrown, valueOf(world, node.expression))
  if (ts.isYieldExpression(node)) return yielded(world, node)
  const returned = ts.isReturnStatement(node) ? node.expression : ts.isArrowFunction(node) ? node.body : undefined
  const source = ts.isReturnStatement(node) ? ts.findAncestor(node, ts.isFunctionLike) : node
  if (returned === undefined || source === undefined || ts.isBlock(returned)) return
  const answers = valueOf(world, returned)
  add(
    world,
    setOf(world.returned, source),
    answersLater(source) ? [...answers, ...membersOf(answers, settled)] : answers,
  )
}

/** What is thrown, or an error that holds several such. */
const caught = (world: World, node: ts.Node): ReadonlySet<Thing> => {
  const error = madeAt(world, node, "error", true)
  store(world, [error], anyMember, world.thrown)
  return new Set([error, ...world.thrown])
}

const answersLater = (source: ts.Node): boolean => ts.isFunctionLike(source) && isAsync(source) && !isGenerator(source)

const yielded = (world: World, { expression, asteriskToken }: ts.YieldExpression): void => {
  const source = expression && ts.findAncestor(expression, ts.isFunctionLike)
  if (source === undefined) return
  const things = valueOf(world, expression)
  add(world, setOf(world.yielded, source), asteriskToken === undefined ? things : membersOf(things, elements))
}
