import { isAskedApart } from "../1-read/is-asked-apart.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { isAwaitedMember, isMember } from "./awaited-member.ts"
import { isAwaitedCallback, isCallback } from "./chained-call.ts"
import { staysWhereItStands } from "./escapes.ts"
import { type FunctionRuns, functionRuns, functionsOf, outermostFunction } from "./function-runs.ts"
import { codeOfHelper } from "./given-function.ts"
import { functionOf, isAsync } from "./local-function.ts"
import { symbolOf } from "./symbol-of.ts"
import type { Survey } from "./survey.ts"
import { isFixed, isRebuilt, type Variable } from "./variable.ts"

/**
 * Refuses functions inside a body that could tell the frame from their variables: the frame has no dead zone before a
 * declaration, and it has one place for a variable of which each turn of a loop has its own.
 */
export const refuseClosures = (survey: Survey, frame: ReadonlySet<Variable>): readonly Diagnostic[] => {
  const found = new Map<Variable, Diagnostic>()
  const runs = functionRuns(survey)
  const refuse = (at: ts.Node, variable: Variable, problem: Problem): void => {
    if (found.has(variable)) return
    const related = [{ ...placeOf(variable.declaration), label: "declared here" }]
    found.set(variable, diagnostic("SW2001", placeOf(at), problem, related))
  }
  const isFollowed = (variable: Variable): boolean =>
    variable.kind !== "var" && (frame.has(variable) || (isRebuilt(variable) && variable.kind !== "function"))
  for (const [identifier, { variable }] of survey.references) {
    if (!isFollowed(variable)) continue
    // A function around an async one is judged where it stands.
    if (!isWithin(identifier, survey.body)) continue
    if (isInPatternOf(identifier, variable)) continue
    const problem = deadZone(identifier, variable, { survey, runs })
    if (problem !== undefined) refuse(identifier, variable, problem)
  }
  for (const source of functionsOf(survey)) {
    const stays = staysWhereItStands(source, survey.body, survey.checker)
    for (const variable of runs.usedBy(source)) {
      if (!isFollowed(variable) || isFixed(variable) || isRebuilt(variable)) continue
      const problem = otherBinding(variable, source, { survey, stays })
      if (problem !== undefined) refuse(firstReference(variable, source, survey), variable, problem)
    }
  }
  for (const body of new Set(survey.helpers.flatMap(codeOfHelper))) {
    if (!isWithin(body, survey.body)) continue
    if (ts.isFunctionLike(body) && endsInTurn(body, survey.body, survey.checker)) continue
    for (const [variable, identifier] of usedByHelper(body, survey, runs)) {
      // A constant is handed over when it is called; anything else would be that of the turn at hand.
      if (variable.kind === "var" || isFixed(variable) || functionOf(variable) !== undefined) continue
      if (!isInWaitingLoop(variable.declaration, survey)) continue
      refuse(identifier, variable, laterTurn(variable.name, body, survey.checker))
    }
  }
  return [...found.values()]
}

const laterTurn = (name: string, source: ts.Node, checker: ts.TypeChecker): Problem => {
  if (isCallback(source, checker)) {
    return {
      construct: `A callback that may run after the turn of the loop whose \`${name}\` it uses`,
      remedy: `Copy \`${name}\` into a \`const\` inside the loop, and use that.`,
    }
  }
  if (isMember(source, checker)) {
    return {
      construct: `A branch that may clean up after the turn of the loop whose \`${name}\` it uses`,
      remedy: `Let it return what it finds; what it only reads, copy into a \`const\` inside the loop.`,
    }
  }
  return {
    construct: `An async function that may go on after the turn of the loop whose \`${name}\` it uses`,
    // What is handed over where it is written is called by others, with what they have.
    remedy: isHandedOver(source)
      ? `Copy \`${name}\` into a \`const\` inside the loop, and use that.`
      : `Pass \`${name}\` to it as an argument.`,
  }
}

const isHandedOver = ({ parent }: ts.Node): boolean => ts.isCallExpression(parent)

/** Whether an async function has ended, with those inside of it, before what called it goes on. */
const endsInTurn = (
  source: ts.SignatureDeclaration | ts.Identifier,
  bound: ts.Node,
  checker: ts.TypeChecker,
): boolean => {
  const ends = ts.isIdentifier(source)
    ? isAwaitedCallback(source, checker)
    : staysWhereItStands(source, bound, checker) || isAwaitedMember(source, checker)
  if (!ends) return false
  const inner = (node: ts.Node): boolean =>
    ts.isFunctionLike(node) && isAsync(node)
      ? endsInTurn(node, source, checker)
      : ts.forEachChild(node, (child) => !inner(child) || undefined) !== true
  return ts.forEachChild(source, (child) => !inner(child) || undefined) !== true
}

/** The locals of the body around it that an async function uses, with those of the functions that it names. */
const usedByHelper = (
  body: ts.Node,
  { checker, bySymbol }: Survey,
  runs: FunctionRuns,
): ReadonlyMap<Variable, ts.Identifier> => {
  const used = new Map<Variable, ts.Identifier>()
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
    const variable = symbol && bySymbol.get(symbol)
    if (variable !== undefined && ts.isIdentifier(node)) {
      const named = functionOf(variable)
      for (const each of [variable, ...(named === undefined ? [] : runs.usedBy(named))]) {
        if (!used.has(each)) used.set(each, node)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(body)
  return used
}

interface Problem {
  readonly construct: string
  readonly remedy: string
}

/** A function that could run while its variable is not yet initialized, where JavaScript would throw. */
const deadZone = (
  identifier: ts.Node,
  variable: Variable,
  { survey, runs }: { readonly survey: Survey; readonly runs: FunctionRuns },
): Problem | undefined => {
  const { name, declaration } = variable
  const holder = outermostFunction(identifier, survey)
  // What is not in a function the type checker watches, but not where nothing is checked.
  const isWatched = !isRebuilt(variable) && !isInWhere(identifier, survey)
  const places = holder === undefined ? (isWatched ? [] : [identifier]) : runs.placesOf(holder)
  if (places.every((place) => isAfter(place, declaration))) return undefined
  return {
    construct: `A function that may use \`${name}\` before it is declared`,
    remedy: `Declare \`${name}\` above it.`,
  }
}

const isInWhere = (node: ts.Node, { body, checker }: Survey): boolean => {
  for (let above = node; above !== body; above = above.parent) if (isAskedApart(above, checker)) return true
  return false
}

/** Whether a variable is initialized where a node is evaluated: of a pattern, each one when its turn has come. */
const isAfter = (place: ts.Node, declaration: ts.Node): boolean => {
  const whole = ts.findAncestor(
    declaration,
    (above): above is ts.VariableDeclaration | ts.SignatureDeclaration =>
      ts.isVariableDeclaration(above) || ts.isFunctionLike(above),
  )
  if (whole === undefined || !ts.isVariableDeclaration(whole) || ts.isCatchClause(whole.parent)) {
    return place.pos >= declaration.pos
  }
  return place.pos >= whole.end || (isWithin(place, whole.name) && place.pos >= declaration.parent.end)
}

/** A function that would use another binding of its variable than the frame has. */
const otherBinding = (
  variable: Variable,
  source: ts.SignatureDeclaration,
  { survey, stays }: { readonly survey: Survey; readonly stays: boolean },
): Problem | undefined => {
  const { name, declaration } = variable
  if (isWithin(source, outermostPattern(declaration))) {
    return {
      construct: `A function in a pattern that declares \`${name}\``,
      remedy: "Give the default in a statement of its own.",
    }
  }
  const head = ts.findAncestor(declaration, ts.isVariableDeclarationList)
  if (
    head !== undefined &&
    ts.isForStatement(head.parent) &&
    isWithin(source, head) &&
    survey.suspends.has(head.parent)
  ) {
    return {
      construct: `A function in the head of a loop that declares \`${name}\``,
      remedy: `Declare the function in the body of the loop.`,
    }
  }
  if (stays || !isInWaitingLoop(declaration, survey)) return undefined
  return {
    construct: `A function that may be called after the turn of the loop whose \`${name}\` it uses`,
    remedy: `Copy \`${name}\` into a \`const\` inside the loop, and use that.`,
  }
}

/** Whether a name stands in the pattern that declares its variable, in a function: that is refused for itself. */
const isInPatternOf = (identifier: ts.Node, variable: Variable): boolean =>
  !isFixed(variable) && isWithin(identifier, outermostPattern(variable.declaration))

const outermostPattern = (declaration: ts.Node): ts.Node | undefined =>
  ts.findAncestor(declaration, (above) => ts.isBindingElement(above) && !ts.isBindingElement(above.parent.parent))
    ?.parent

const isWithin = (node: ts.Node, outer: ts.Node | undefined): boolean =>
  outer !== undefined && ts.findAncestor(node, (above) => above === outer) !== undefined

const isInWaitingLoop = (declaration: ts.Node, { body, suspends }: Survey): boolean => {
  // What is declared around an async function is judged there.
  for (let above = declaration.parent; above !== body && above !== undefined; above = above.parent) {
    if (ts.isIterationStatement(above, false) && suspends.has(above)) return true
  }
  return false
}

/** Where a function names a variable, or else the function, which names one that does. */
const firstReference = (variable: Variable, source: ts.Node, { references }: Survey): ts.Node => {
  for (const [identifier, reference] of references) {
    if (reference.variable === variable && identifier.pos >= source.pos && identifier.end <= source.end) {
      return identifier
    }
  }
  return source
}
