import { importOf } from "../1-read/import-of.ts"
import { notExported } from "../1-read/not-exported.ts"
import { ts } from "../1-read/syntax.ts"
import { canClausesComplete } from "../2-analyze/completes.ts"
import { coversAll } from "../2-analyze/covers-all.ts"
import { recordedUse } from "../2-analyze/recorded-use.ts"
import { isListKey } from "../2-analyze/list-key.ts"
import type { Survey } from "../2-analyze/survey.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { Before, SegmentPrinter } from "./op.ts"
import { variablesIn } from "./pattern-variables.ts"
import type { Printing } from "./printing.ts"
import { recordedText } from "./recorded-text.ts"

/** Stands for a line break inside quotes, which no indentation may follow. */
export const quotedBreak = "\uE000"

/** How a node reads; of `before`, as it did before a temporary stood for it. */
export type NodeWriter = (node: ts.Node, before?: Before) => string

/** Answers how the author's nodes read in a segment: as written, but for what became of variables, waits and jumps. */
export const nodeWriter = (printing: Printing, segment: SegmentPrinter): NodeWriter => {
  const { lowering, names, use, context } = printing
  const { survey, replacements, jumps } = lowering
  let overridden: Before | undefined
  let ownLocals: ReadonlySet<Variable> = new Set()

  const write = (node: ts.Node): string => {
    const replacement = node === overridden?.node ? overridden.replacement : replacements.get(node)
    if (replacement?.kind === "given") return segment.given()
    if (replacement?.kind === "instead") return write(replacement.node)
    if (replacement?.kind === "rewritten") {
      const current = replacements.get(node)
      replacements.delete(node) // its text may contain the node itself
      const text = replacement.print(segment)
      if (current !== undefined) replacements.set(node, current)
      return text
    }
    if (replacement?.kind === "variable") {
      const text = `${segment.variable(replacement.variable)}${replacement.isThere === true ? "!" : ""}`
      return ts.isShorthandPropertyAssignment(node) ? `${node.name.text}: ${text}` : text
    }
    if (ts.isParenthesizedExpression(node) && isReplaced(node.expression)) return write(node.expression)
    const recorded = recordedUse(node, survey.checker)
    if (recorded !== undefined) return recordedText(recorded, segment.abi("recorded"))
    if (ts.isIdentifier(node)) return identifier(node) + (isListKey(node, survey) ? " as unknown as number" : "")
    if (isPattern(node) && !isPattern(node.parent.parent)) return pattern(node)
    if (ts.isShorthandPropertyAssignment(node)) return shorthand(node)
    if (isRenamedShorthand(node)) return `${node.name.getText()}: ${copy(node)}`
    if (ts.isReturnStatement(node) || ts.isBreakOrContinueStatement(node)) return jump(node)
    if (ts.isVariableDeclarationList(node) && isHoisted(node)) return hoisted(node)
    if (ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      return node.getText().replaceAll(/\r?\n/g, quotedBreak)
    }
    if (ts.isCaseBlock(node) && !canClausesComplete(node) && coversAll(node, survey.checker)) return open(copy(node))
    return copy(node)
  }

  /** Types do not hold for certain: what follows a `switch` must stay reachable for the strictest settings, too. */
  const open = (cases: string): string =>
    cases.includes("\n") ? cases.replace(/\n([ \t]*)\}$/, "\n$1  default:\n$1}") : cases.replace(/\}$/, "default: }")

  /** Within a pattern its own variables are locals: they reach the frame behind it. */
  const pattern = (node: ts.BindingPattern): string => {
    const before = ownLocals
    ownLocals = new Set(variablesIn(node, survey.declared))
    const text = copy(node)
    ownLocals = before
    return text
  }

  /** The text of a node, with the text of its children in the place of theirs. */
  const copy = (node: ts.Node): string => {
    const sourceFile = node.getSourceFile()
    const source = sourceFile.text
    let text = ""
    let position = node.getStart(sourceFile)
    ts.forEachChild(node, (child) => {
      const start = child.getStart(sourceFile)
      text += source.slice(position, start) + write(child)
      position = child.end
    })
    return text + source.slice(position, node.end)
  }

  /** `{ item }` in a pattern, when `item` has another name now. */
  const isRenamedShorthand = (node: ts.Node): node is ts.BindingElement =>
    ts.isBindingElement(node) &&
    ts.isObjectBindingPattern(node.parent) &&
    node.propertyName === undefined &&
    node.dotDotDotToken === undefined &&
    ts.isIdentifier(node.name) &&
    identifier(node.name) !== node.name.text

  const isReplaced = (node: ts.Node): boolean => {
    const replacement = replacements.get(node)
    if (replacement?.kind === "instead") return isReplaced(replacement.node)
    return replacement?.kind === "given" || replacement?.kind === "variable"
  }

  const identifier = (node: ts.Identifier): string => {
    const reference = survey.references.get(node)
    if (reference !== undefined && ownLocals.has(reference.variable)) return names.of(reference.variable)
    if (reference !== undefined) {
      const text = segment.variable(reference.variable)
      // Called as `f.x()` it would be a method of the frame.
      return text !== names.of(reference.variable) &&
        ts.isCallExpression(node.parent) &&
        node.parent.expression === node
        ? `(0, ${text})`
        : text
    }
    const declared = survey.declared.get(node)
    if (declared !== undefined) return names.of(declared)
    const bound = boundOf(node)
    if (bound !== undefined) return bound
    if (survey.freeNames.has(node)) return outside(node)
    return context.naming.localTypes?.nameOf(survey.checker.getSymbolAtLocation(node)) ?? node.text
  }

  /** Of a type parameter of a compiled function only the bound is left. */
  const boundOf = (node: ts.Identifier): string | undefined => {
    if (!ts.isTypeReferenceNode(node.parent)) return undefined
    const declaration = survey.checker.getSymbolAtLocation(node)?.declarations?.[0]
    if (declaration === undefined || !ts.isTypeParameterDeclaration(declaration)) return undefined
    if (!isProcedure(declaration.parent, survey)) return undefined
    return declaration.constraint === undefined ? "unknown" : write(declaration.constraint)
  }

  const outside = (node: ts.Identifier): string => {
    const sourceFile = node.getSourceFile()
    const found = importOf(node, { ...context.naming, sourceFile })
    switch (found.kind) {
      case "global":
      case "local":
        return node.text
      case "own":
        return found.name
      case "import":
        return context.imports.adopt(found.import, sourceFile)
      case "private": {
        const problem = context.naming.copies.take(found.symbol)
        if (problem !== undefined) lowering.diagnostics.push(notExported(node, node.text, { ...found, problem }))
        return node.text
      }
    }
  }

  const shorthand = (node: ts.ShorthandPropertyAssignment): string => {
    const value = identifier(node.name)
    const initial =
      node.objectAssignmentInitializer === undefined ? "" : ` = ${write(node.objectAssignmentInitializer)}`
    return value === node.name.text ? value + initial : `${node.name.text}: ${value}${initial}`
  }

  const jump = (node: ts.ReturnStatement | ts.BreakOrContinueStatement): string => {
    const label = jumps.get(node)
    if (label === undefined) return copy(node)
    const end = node.getText().endsWith(";") ? ";" : ""
    if (!ts.isReturnStatement(node)) return `return ${JSON.stringify(label)}${end}`
    return `return ${segment.abi("completed")}(${node.expression === undefined ? "" : write(node.expression)})${end}`
  }

  /** A `var` that is declared inside a statement is a local of the whole body. */
  const isHoisted = (list: ts.VariableDeclarationList): boolean =>
    (list.flags & ts.NodeFlags.BlockScoped) === 0 &&
    list.declarations.some(({ name }) => ts.isIdentifier(name) && isFrameName(name))

  const isFrameName = (name: ts.Identifier): boolean => {
    const variable = survey.declared.get(name) ?? survey.references.get(name)?.variable
    return variable !== undefined && use.frame.has(variable)
  }

  const hoisted = (list: ts.VariableDeclarationList): string => {
    const inHead = ts.isForInStatement(list.parent) || ts.isForOfStatement(list.parent)
    const parts = list.declarations.flatMap(({ name, initializer }) => {
      const variable = survey.declared.get(name) ?? survey.references.get(name)?.variable
      if (variable === undefined) return []
      if (inHead) return [segment.variable(variable)]
      return initializer === undefined ? [] : [`${segment.variable(variable)} = ${write(initializer)}`]
    })
    return parts.join(", ")
  }

  return (node, before) => {
    overridden = before
    const outer = ownLocals
    // A part of a pattern by itself.
    if (ts.isBindingElement(node)) ownLocals = new Set(variablesIn(node.name, survey.declared))
    const text = write(node)
    ownLocals = outer
    overridden = undefined
    return text
  }
}

const isProcedure = (node: ts.Node, { body, parent }: Survey): boolean =>
  node === body || (parent !== undefined && isProcedure(node, parent))

const isPattern = (node: ts.Node): node is ts.BindingPattern =>
  ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node)

/** Moves the lines behind the first as far left as the line on which a node begins. */
export const dedent = (text: string, node: ts.Node): string => {
  if (!text.includes("\n")) return text
  const source = node.getSourceFile().text
  const start = node.getStart()
  const lineStart = source.lastIndexOf("\n", start - 1) + 1
  const indent = /^[ \t]*/.exec(source.slice(lineStart, start))?.[0].length ?? 0
  return text.replaceAll("\r", "").replaceAll(new RegExp(`\\n[ \\t]{0,${indent}}`, "g"), "\n")
}
