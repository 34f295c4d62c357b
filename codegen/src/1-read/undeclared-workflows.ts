import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { bareExpression } from "./bare-expression.ts"
import { calleeOf } from "./callee.ts"
import { placeOf } from "./place-of.ts"
import { ts } from "./syntax.ts"
import { typeWordOf } from "./type-word.ts"

/** Workflows that another function makes: nobody could tell which function is theirs, and they would be left out. */
export const undeclaredWorkflows = (sourceFile: ts.SourceFile, checker: ts.TypeChecker): Diagnostic[] =>
  sourceFile.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ initializer }) => {
      const call = initializer && bareExpression(initializer)
      if (call === undefined || !ts.isCallExpression(call)) return []
      if (typeWordOf(checker.getTypeAtLocation(call), checker) !== "Workflow") return []
      const callee = calleeOf(call, checker)
      if (callee.kind === "word" && callee.word === "workflow") return []
      const problem = `is made by \`${call.expression.getText()}\`, and not by \`workflow\` itself`
      return [diagnostic("SW1001", placeOf(call.expression), { problem })]
    }),
  )
