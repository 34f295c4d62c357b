import { isWritten, type WrittenWhere } from "../1-read/event-source.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { changesOutside, rootName } from "./changes-outside.ts"
import type { ValidateCall } from "./given-function.ts"
import { unrecordedIn } from "./refused-helpers.ts"
import { refusedSchema } from "./refused-schema.ts"
import { symbolOf } from "./symbol-of.ts"
import { localsIn } from "./where-parts.ts"

/** Refuses what a validation may not ask of its value: it runs apart from the run, wherever that is. */
export const refusedValidation = ({ validation }: ValidateCall, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const { schema, asserts, transform } = validation
  const functions = [...asserts.map(({ holds }) => holds), ...(transform === undefined ? [] : [transform])]
  return [
    ...refusedSchema(schema, "SW2412", checker),
    ...functions.flatMap((each) => [
      ...(isWritten(each) ? refusedFunction(each, checker) : refusedName(each, checker)),
      ...unrecordedIn(each, "Ask for it before the validation, and make it part of the value.", checker),
    ]),
  ]
}

const refuse = (at: ts.Node, problem: string, remedy: string): Diagnostic =>
  diagnostic("SW2410", placeOf(at), { problem, remedy })

/** The name of a function at module level. */
const refusedName = (name: ts.Expression, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const remedy = "Write the function in the call, or declare it at module level and give its name."
  const root = rootName(name)
  if (root === undefined) return [refuse(name, "is neither written there nor the name of one", remedy)]
  const declaration = symbolOf(root, checker)?.declarations?.[0]
  const isLocal = declaration !== undefined && ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined
  return isLocal ? [refuse(name, `is the name of something inside a function, \`${root.text}\``, remedy)] : []
}

const refusedFunction = (source: WrittenWhere, checker: ts.TypeChecker): readonly Diagnostic[] => [
  ...refusedForm(source),
  ...changesOutside(source, checker).map((target) =>
    refuse(
      target,
      `changes \`${target.getText().replaceAll(/\s+/g, " ").slice(0, 60)}\``,
      "Answer something new, or change it in the body of the workflow.",
    ),
  ),
  ...localsIn([source], source, checker).map(({ first }) =>
    refuse(
      first,
      `uses \`${first.text}\`, which belongs to the run`,
      `Make \`${first.text}\` part of the value, or declare it at module level.`,
    ),
  ),
]

const refusedForm = (source: WrittenWhere): readonly Diagnostic[] => {
  const [value, extra] = source.parameters
  if (extra !== undefined) return [refuse(extra, "takes more than the value", "Take the value alone.")]
  if (value?.dotDotDotToken !== undefined) return [refuse(value, "takes a list", "Take the value itself.")]
  if (source.asteriskToken !== undefined) return [refuse(source, "is a generator", "Answer a value.")]
  const isAsync = source.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false
  return isAsync ? [refuse(source, "waits itself", "Make it a step, and name that in `validators`.")] : []
}
