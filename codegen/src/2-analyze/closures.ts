import { bareExpression } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { Survey } from "./survey.ts"
import { isFixed, type Variable } from "./variable.ts"

/**
 * Refuses functions inside a body that could tell the frame from their variables: the frame has no dead zone before a
 * declaration, and it has one place for a variable of which each turn of a loop has its own.
 */
export const refuseClosures = (survey: Survey, frame: ReadonlySet<Variable>): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const refused = new Set<Variable>()
  for (const [identifier, { variable, inFunction }] of survey.references) {
    if (!inFunction || !frame.has(variable) || variable.kind === "var" || refused.has(variable)) continue
    const holder = outermostFunction(identifier, survey)
    const problem = problemWith(variable, holder, survey)
    if (problem === undefined) continue
    refused.add(variable)
    found.push(
      diagnostic("SW2001", placeOf(identifier), problem, [
        { ...placeOf(variable.declaration), label: "declared here" },
      ]),
    )
  }
  return found
}

interface Problem {
  readonly construct: string
  readonly remedy: string
}

const problemWith = (variable: Variable, holder: ts.SignatureDeclaration, survey: Survey): Problem | undefined => {
  const { name, declaration } = variable
  const pattern = ts.findAncestor(
    declaration,
    (above) => ts.isBindingElement(above) && !ts.isBindingElement(above.parent.parent),
  )
  if (pattern !== undefined && !isFixed(variable) && ts.findAncestor(holder, (above) => above === pattern.parent)) {
    return {
      construct: `A function in a pattern that declares \`${name}\``,
      remedy: "Give the default in a statement of its own.",
    }
  }
  if (firstUse(holder, survey) < declaration.pos) {
    return {
      construct: `A function that may use \`${name}\` before it is declared`,
      remedy: `Declare \`${name}\` above it.`,
    }
  }
  if (isFixed(variable) || !isInWaitingLoop(declaration, survey) || staysInTurn(holder, survey)) return undefined
  return {
    construct: `A function that may be called after the turn of the loop whose \`${name}\` it uses`,
    remedy: `Copy \`${name}\` into a \`const\` inside the loop, and use that.`,
  }
}

const outermostFunction = (node: ts.Node, { body }: Survey): ts.SignatureDeclaration => {
  let outermost: ts.SignatureDeclaration = body
  for (let above = node.parent; above !== body; above = above.parent) if (ts.isFunctionLike(above)) outermost = above
  return outermost
}

/** The first place at which a function may be called. */
const firstUse = (holder: ts.SignatureDeclaration, survey: Survey): number => {
  if (!ts.isFunctionDeclaration(holder)) return holder.pos
  const uses = usesOf(holder, survey)
  return uses.length === 0 ? Infinity : Math.min(...uses.map(({ pos }) => pos))
}

/** The names that stand for a declared function, or for a constant that holds one. */
const usesOf = (holder: ts.SignatureDeclaration, { checker, body }: Survey): readonly ts.Identifier[] => {
  const name = nameOf(holder)
  const symbol = name === undefined ? undefined : checker.getSymbolAtLocation(name)
  if (name === undefined || symbol === undefined) return []
  const uses: ts.Identifier[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node !== name && node.text === name.text) {
      const used = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node)
      if (used === symbol) uses.push(node)
    }
    ts.forEachChild(node, visit)
  }
  visit(body)
  return uses
}

const nameOf = (holder: ts.SignatureDeclaration): ts.Identifier | undefined => {
  if (ts.isFunctionDeclaration(holder)) return holder.name
  const { parent } = holder
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined
}

const isInWaitingLoop = (declaration: ts.Node, { body, suspends }: Survey): boolean => {
  for (let above = declaration.parent; above !== body; above = above.parent) {
    if (ts.isIterationStatement(above, false) && suspends.has(above)) return true
  }
  return false
}

/** Whether a function is only called where it stands: by a built-in method that it is given to, or by its name. */
const staysInTurn = (holder: ts.SignatureDeclaration, survey: Survey): boolean => {
  const { parent } = holder
  if (ts.isCallExpression(parent)) {
    const callee = bareExpression(parent.expression)
    if (callee === holder) return true
    const method = ts.isPropertyAccessExpression(callee) ? survey.checker.getSymbolAtLocation(callee.name) : undefined
    return method !== undefined && isGlobal(method)
  }
  return (
    nameOf(holder) !== undefined &&
    usesOf(holder, survey).every((use) => ts.isCallExpression(use.parent) && use.parent.expression === use)
  )
}
