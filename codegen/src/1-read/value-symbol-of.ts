import { ts } from "./syntax.ts"

/** The symbol whose value an identifier reads: of `{ a }` the variable, not the property. */
export const valueSymbolOf = (identifier: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined =>
  ts.isShorthandPropertyAssignment(identifier.parent)
    ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
    : checker.getSymbolAtLocation(identifier)
