import type { ImportList } from "../1-read/import-list.ts"
import type { LocalTypes } from "../1-read/import-of.ts"
import { codeOf } from "../1-read/helper-source.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { isCut } from "../2-analyze/suspensions.ts"
import { isTypeDeclaration, type TypeDeclaration } from "../2-analyze/type-declaration.ts"
import type { Survey } from "../2-analyze/survey.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import { commentsBefore } from "./comments.ts"
import type { Printing } from "./printing.ts"
import { segmentPrinter } from "./segment-text.ts"

/** Names the types that a body declares: in the generated file they stand beside its segments. */
export const localTypes = ({ body, sourceFile, checker, suspends }: Survey, imports: ImportList): LocalTypes => {
  const names = new Map<ts.Symbol, string>()
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (isTypeDeclaration(node) && isCut(node.parent, codeOf(body), suspends)) {
      const symbol = checker.getSymbolAtLocation(node.name)
      if (symbol !== undefined && !names.has(symbol)) names.set(symbol, nameFor(symbol))
    } else ts.forEachChild(node, visit)
  }
  const nameFor = (symbol: ts.Symbol): string =>
    isOnlyMeaning(symbol, sourceFile, checker) ? symbol.name : imports.free(symbol.name)
  visit(codeOf(body))
  const used = new Set<ts.Symbol>()
  return {
    used,
    nameOf: (symbol) => {
      if (names.size === 0 || symbol === undefined) return undefined
      const name = names.get(symbol)
      if (name !== undefined) used.add(symbol)
      return name
    },
  }
}

/** Whether a name means nothing else in its file. */
const isOnlyMeaning = (symbol: ts.Symbol, sourceFile: ts.SourceFile, checker: ts.TypeChecker): boolean => {
  const isOther = (node: ts.Node): boolean =>
    ts.isIdentifier(node) && node.text === symbol.name
      ? checker.getSymbolAtLocation(node) !== symbol
      : ts.forEachChild(node, (child) => isOther(child) || undefined) === true
  return !isOther(sourceFile)
}

/** The declarations of those that the generated file uses, by themselves or in one another. */
export const localTypeTexts = (printing: Printing): readonly string[] => {
  const used = printing.context.naming.localTypes?.used
  const texts: string[] = []
  // Printing one may use another, which joins the end of the set.
  for (const symbol of used ?? []) {
    for (const declaration of (symbol.declarations ?? []).filter(isTypeDeclaration)) {
      refuseLocalValues(declaration, printing)
      texts.push([...commentsBefore(declaration), segmentPrinter(printing).node(declaration)].join("\n"))
    }
  }
  return texts
}

/** `typeof total` means a local, which the generated file has elsewhere. */
const refuseLocalValues = (declaration: TypeDeclaration, { lowering }: Printing): void => {
  const visit = (node: ts.Node): void => {
    const reference = lowering.survey.references.get(node)
    if (reference !== undefined) {
      const { name, declaration: declared } = reference.variable
      lowering.diagnostics.push(
        diagnostic(
          "SW2001",
          placeOf(node),
          {
            construct: `A type in the function that is the type of a local, \`${name}\`,`,
            remedy: "Write that type out.",
          },
          [{ ...placeOf(declared), label: "declared here" }],
        ),
      )
    }
    ts.forEachChild(node, visit)
  }
  visit(declaration)
}
