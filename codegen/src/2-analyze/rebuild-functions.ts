import { placeOf, spanOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic, type Related } from "../diagnostic/diagnostic.ts"
import type { DraftSegment } from "../3-lower/draft.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import type { Op } from "../3-lower/op.ts"
import { type Escape, escapeOf } from "./escapes.ts"
import { declarationsOf, functionOf, isAsync } from "./local-function.ts"
import type { Survey } from "./survey.ts"
import type { Variable } from "./variable.ts"

/**
 * Decides which functions of a body are made anew in every segment that uses them, over the frame as it is there: those
 * that are only called, and are used in more than one. Their declarations are taken out of segments that do not use them.
 * Refuses declared functions that would have to be made anew but that somebody may keep.
 */
export const rebuildFunctions = (lowering: Lowering): readonly Diagnostic[] => {
  const { survey } = lowering
  const functions = new Map<Variable, Escape | undefined>()
  for (const variable of survey.variables) {
    const source = functionOf(variable)
    if (source === undefined || (isAsync(source) && variable.kind !== "function")) continue
    const found = escapeOfVariable(variable, survey)
    if (variable.kind === "function" || (found === undefined && !variable.reassigned)) functions.set(variable, found)
  }
  const segments = new Map<Variable, Set<DraftSegment>>()
  const usedHere = new Set<Variable>()
  for (const segment of lowering.segments) {
    for (const op of segment.ops) {
      const used = functionsIn(op, functions, lowering)
      for (const variable of used) usedHere.add(variable)
      for (const variable of [...used, ...(op.defines ?? [])]) {
        segments.set(variable, (segments.get(variable) ?? new Set()).add(segment))
      }
    }
  }
  const diagnostics: Diagnostic[] = []
  for (const [variable, found] of functions) {
    const isEverywhere = (segments.get(variable)?.size ?? 0) > 1
    if (variable.kind !== "function") {
      // An async helper that alone uses it makes it for itself.
      if (isEverywhere || (variable.captured && !usedHere.has(variable))) variable.rebuilt = true
    } else if (found !== undefined && (isEverywhere || isUsedAgain(variable, survey))) {
      diagnostics.push(refusal(variable, found, survey))
    }
  }
  for (const segment of lowering.segments) dropUnused(segment, functions, lowering)
  return diagnostics
}

/** Where somebody may keep the function that a local stands for. */
const escapeOfVariable = (variable: Variable, { references, checker }: Survey): Escape | undefined => {
  for (const [identifier, reference] of references) {
    const found = reference.variable === variable && reference.reads ? escapeOf(identifier, checker) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** Why a local that is a function cannot be made anew, for the diagnostic that it cannot be stored. */
export const whyNotRebuilt = (variable: Variable, survey: Survey): readonly Related[] => {
  if (functionOf(variable) === undefined) return []
  const found = escapeOfVariable(variable, survey)
  if (found !== undefined) return [{ ...placeOf(found.node), label: found.how }]
  for (const [identifier, reference] of survey.references) {
    if (reference.variable === variable && reference.writes) {
      return [{ ...placeOf(identifier), label: "it is assigned here" }]
    }
  }
  return []
}

/** The functions of the body that a statement uses, with those that they use. */
const functionsIn = (
  op: Op,
  functions: ReadonlyMap<Variable, unknown>,
  { survey, replacements }: Lowering,
): ReadonlySet<Variable> => {
  const found = new Set<Variable>()
  const visit = (node: ts.Node): void => {
    const replacement = node === op.before?.node ? op.before.replacement : replacements.get(node)
    if (replacement?.kind === "given" || replacement?.kind === "variable") return
    if (replacement?.kind === "instead") return visit(replacement.node)
    const variable = survey.references.get(node)?.variable
    if (variable !== undefined && functions.has(variable) && !found.has(variable)) {
      found.add(variable)
      for (const declaration of declarationsOf(variable, survey.checker)) ts.forEachChild(declaration, visit)
    }
    ts.forEachChild(node, visit)
  }
  for (const node of op.nodes) visit(node)
  return found
}

const dropUnused = ({ ops }: DraftSegment, functions: ReadonlyMap<Variable, unknown>, lowering: Lowering): void => {
  const declares = ({ defines }: Op): boolean => defines?.[0]?.rebuilt === true
  const used = new Set<Variable>()
  for (const op of ops) {
    if (!declares(op)) for (const variable of functionsIn(op, functions, lowering)) used.add(variable)
  }
  for (const op of ops.filter(declares)) {
    if (!(op.defines ?? []).some((variable) => used.has(variable))) ops.splice(ops.indexOf(op), 1)
  }
}

/** Whether a loop that waits comes back to a use of a function that is declared outside of it. */
const isUsedAgain = (variable: Variable, { references, suspends }: Survey): boolean => {
  for (const [identifier, reference] of references) {
    if (reference.variable !== variable) continue
    for (let above = identifier.parent; above !== variable.declaration.parent.parent; above = above.parent) {
      if (above === undefined) break
      if (ts.isIterationStatement(above, false) && suspends.has(above)) return true
    }
  }
  return false
}

const refusal = ({ name, declaration }: Variable, { node, how }: Escape, { awaits, body }: Survey): Diagnostic => {
  const waits = [...awaits.keys()]
  const wait = waits.find(({ pos }) => pos > node.pos) ?? waits[0] ?? body
  return diagnostic("SW3102", placeOf(declaration), { name, line: String(spanOf(wait).line) }, [
    { ...placeOf(node), label: how },
  ])
}
