import type { Local } from "@statewright/model"

import { placeOf, spanOf } from "../1-read/place-of.ts"
import { storable, storableReason } from "../1-read/storable.ts"
import { typeTextFor, typeTextOf } from "../1-read/type-text.ts"
import { ts } from "../1-read/syntax.ts"
import type { LiveAt } from "../2-analyze/liveness.ts"
import { allStates } from "../2-analyze/liveness.ts"
import { whyNotRebuilt } from "../2-analyze/rebuild-functions.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import type { DraftWait } from "./draft.ts"
import type { Printing } from "./printing.ts"

/** The locals of the frame with their types; refuses those that cannot be stored. */
export const frameLocals = (printing: Printing, liveAt: LiveAt): readonly Local[] => {
  const { lowering, use, names } = printing
  const firstWait = new Map<Variable, DraftWait>()
  for (const state of allStates(lowering.root)) {
    if (state.kind !== "wait") continue
    for (const variable of liveAt(state)) if (!firstWait.has(variable)) firstWait.set(variable, state)
  }
  return [...lowering.survey.variables, ...lowering.made]
    .filter((variable) => use.frame.has(variable))
    .map((variable) => {
      const wait = firstWait.get(variable)
      if (wait !== undefined) refuseUnstorable(variable, wait, printing)
      return { name: names.of(variable), type: typeOf(variable, printing), span: spanOf(variable.declaration) }
    })
}

const typeOf = (variable: Variable, { lowering, context }: Printing): string => {
  const { naming, imports } = context
  const made = lowering.madeTypes.get(variable)
  if (made?.kind === "text") return made.text
  const texts = typesOf(variable, lowering.survey.checker, made).map((type) =>
    typeTextFor(type, { name: variable.name, at: variable.declaration }, imports, naming),
  )
  const declaration = variable.declaration.parent
  const written =
    made === undefined && isTyped(declaration) && variable.kind !== "catch"
      ? [typeTextOf(declaration, imports, naming)]
      : texts
  const parts = written.map((text) => {
    if (text.ok) return text.text
    lowering.diagnostics.push(text.diagnostic)
    return "unknown"
  })
  const whole = [...new Set(parts)].join(" | ")
  return made?.kind === "types" && made.isList ? `(${whole})[]` : whole
}

const isTyped = (node: ts.Node): node is ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement =>
  ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)

type Made = ReturnType<Printing["lowering"]["madeTypes"]["get"]>

const typesOf = (variable: Variable, checker: ts.TypeChecker, made: Made): readonly ts.Type[] => {
  if (made?.kind === "types") return widest(made.types, checker)
  if (made?.kind !== "nodes") return [checker.getTypeAtLocation(variable.declaration)]
  return widest(
    made.nodes.map((node) => checker.getTypeAtLocation(node)),
    checker,
  )
}

/** The types, without those that another one includes. */
const widest = (types: readonly ts.Type[], checker: ts.TypeChecker): readonly ts.Type[] =>
  types.filter(
    (type, index) =>
      !types.some(
        (other, at) =>
          at !== index &&
          checker.isTypeAssignableTo(type, other) &&
          (at < index || !checker.isTypeAssignableTo(other, type)),
      ),
  )

const refuseUnstorable = (variable: Variable, wait: DraftWait, { lowering }: Printing): void => {
  const { checker } = lowering.survey
  const made = lowering.madeTypes.get(variable)
  if (made?.kind === "text") return
  const line = String(spanOf(wait.node).line)
  const name =
    variable.kind === "temporary" || variable.kind === "cursor" ? variable.declaration.getText() : variable.name
  for (const type of typesOf(variable, checker, made)) {
    const found = storable(type, checker)
    if (found.ok) continue
    const place = placeOf(variable.declaration)
    const related = [{ ...placeOf(wait.node), label: "needed after this wait" }]
    if (found.path === "" && found.what === "a function") {
      const why = whyNotRebuilt(variable, lowering.survey)
      lowering.diagnostics.push(diagnostic("SW3102", place, { name, line }, [...related, ...why]))
    } else if (found.path === "" && found.what === "an iterator") {
      lowering.diagnostics.push(diagnostic("SW3106", place, { name, line }, related))
    } else {
      const parameters = { name, type: checker.typeToString(type), line, reason: storableReason(name, found) }
      lowering.diagnostics.push(diagnostic("SW3101", place, parameters, related))
    }
    return
  }
}
