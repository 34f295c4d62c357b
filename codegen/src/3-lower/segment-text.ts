import { typeTextFor } from "../1-read/type-text.ts"
import { isAssignment } from "../1-read/assignment-target.ts"
import { ts } from "../1-read/syntax.ts"
import type { Names } from "../2-analyze/names.ts"
import { isFixed, isRebuilt, type Variable } from "../2-analyze/variable.ts"
import type { DraftSegment, Given } from "./draft.ts"
import { parameterPattern } from "./declaration.ts"
import { eventSite } from "./event-site.ts"
import { givenTypeText } from "./given-type-text.ts"
import { machineWord } from "./machine-word.ts"
import { narrowedLocals } from "./narrowing.ts"
import type { Followed, Op, SegmentPrinter } from "./op.ts"
import { dedent, nodeWriter } from "./print-node.ts"
import { variablesIn } from "./pattern-variables.ts"
import type { Printing } from "./printing.ts"
import { rebuiltFunctions, rebuiltText } from "./rebuilt-text.ts"
import { depthOf, handedOver, planOf, sharesVariables } from "./procedure-plan.ts"

/** The function of a segment, as a method of the object that holds a workflow's code; without indentation. */
export const segmentText = (segment: DraftSegment, printing: Printing): string => {
  const printer = segmentPrinter(printing)
  const opening = prologue(segment, printing, printer)
  const body = [...opening, ...statements(segment, printer, opening.at(-1) ?? "")]
  const indented = body.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")
  const head = headText(segment.code, parameters(segment, printing, printer))
  return indented === "" ? `${head} {}` : `${head} {\n${indented}\n}`
}

/** A method's name and parameters, on one line if they fit. */
const headText = (name: string, texts: readonly string[]): string => {
  const line = `${name}(${texts.join(", ")})`
  return line.length <= 114 ? line : `${name}(\n${texts.map((text) => `  ${text},\n`).join("")})`
}

/** Prints the author's nodes as they read in a segment. */
export const segmentPrinter = (printing: Printing): SegmentPrinter => {
  const { lowering, use, names, context } = printing
  const { checker } = lowering.survey
  const isLocal = (variable: Variable): boolean => isFixed(variable) || isRebuilt(variable) || !use.frame.has(variable)
  let touched = false
  const outersUsed = new Set<number>()
  const frameAround = (depth: number): string => {
    outersUsed.add(depth)
    return names.outer(depth)
  }
  const inFrame = (variable: Variable): string => {
    touched = true
    return `${names.frame}.${names.of(variable)}`
  }
  const printer: SegmentPrinter = {
    node: (node) => dedent(write(node), node),
    before: (before) => dedent(write(before.node, before), before.node),
    operand: (node) =>
      needsParentheses(node) && !lowering.replacements.has(node) ? `(${printer.node(node)})` : printer.node(node),
    variable: (variable) => {
      if (variable.outer !== undefined) return `${frameAround(variable.outer.depth)}.${names.of(variable)}`
      return isLocal(variable) ? names.of(variable) : inFrame(variable)
    },
    isFrame: (variable) => use.frame.has(variable),
    abi: (word) => machineWord(word, context),
    call: (helper, args) => {
      const { plan, plans, survey } = lowering
      const called = planOf(helper, plans)
      const captures = handedOver(called, survey).map(({ variable, own }) => {
        const text = own === undefined ? variable.name : printer.variable(own)
        return text === variable.name ? text : `${variable.name}: ${text}`
      })
      const depth = called.parent === undefined ? undefined : depthOf(plan, called.parent)
      const isLinked = depth !== undefined && sharesVariables(called.parent)
      if (isLinked && depth === 0) touched = true
      const outer = isLinked ? (depth === 0 ? names.frame : frameAround(depth - 1)) : undefined
      const list = captures.length === 0 ? "{}" : `{ ${captures.join(", ")} }`
      const rest = outer === undefined ? (captures.length === 0 ? [] : [list]) : [list, outer]
      return `${printer.abi("call")}(${[JSON.stringify(called.name), args, ...rest].join(", ")})`
    },
    site: (event) => context.sites.take(eventSite(event, printing, printer)),
    validation: context.validations.take,
    outersUsed: () => outersUsed,
    given: () => names.given,
    keep: (name) =>
      variablesIn(name, lowering.survey.declared)
        .filter((variable) => use.frame.has(variable))
        .map((variable) => `${inFrame(variable)} = ${names.of(variable)}`),
    fromFrame: (variables) => {
      touched = true
      return `const { ${variables.map(names.of).join(", ")} } = ${names.frame}`
    },
    usesFrame: () => touched,
    typeOf: (node) => checker.getTypeAtLocation(node),
    parameterType: (callee) => {
      const parameter = checker.getTypeAtLocation(callee).getCallSignatures()[0]?.parameters[0]
      return parameter && checker.getTypeOfSymbol(parameter)
    },
    fits: (expression, type) => checker.isTypeAssignableTo(checker.getTypeAtLocation(expression), type),
    type: (type, at) => {
      const text = typeTextFor(type, { name: at.getText(), at }, context.imports, context.naming)
      if (text.ok) return text.text
      lowering.diagnostics.push(text.diagnostic)
      return "unknown"
    },
  }
  const write = nodeWriter(printing, printer)
  return printer
}

const needsParentheses = (node: ts.Expression): boolean =>
  ts.isConditionalExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isYieldExpression(node) ||
  (ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === ts.SyntaxKind.CommaToken || isAssignment(node.operatorToken.kind)))

/** What a segment takes out of the frame, and the functions of the body that it uses. */
const prologue = (segment: DraftSegment, { use, lowering }: Printing, printer: SegmentPrinter): readonly string[] => {
  const used = use.used.get(segment) ?? new Set()
  const defined = new Set(segment.ops.flatMap(({ defines }) => defines ?? []))
  const read = [...lowering.survey.variables].filter(
    (variable) => used.has(variable) && use.frame.has(variable) && isFixed(variable) && !defined.has(variable),
  )
  return [
    ...(read.length === 0 ? [] : [printer.fromFrame(read)]),
    ...rebuiltFunctions(segment, used).flatMap((variable) => rebuiltText(variable, lowering, printer).split("\n")),
  ]
}

const statements = (segment: DraftSegment, printer: SegmentPrinter, opening: string): readonly string[] => {
  const following = segment.ops.findIndex(({ follows }) => follows !== undefined)
  const follows = segment.ops[following]?.follows
  const lines =
    follows === undefined
      ? written(segment.ops, printer, opening)
      : followed(follows, printer, {
          before: written(segment.ops.slice(0, following), printer, opening),
          inside: written(segment.ops.slice(following), printer, ""),
        })
  return falls(segment) ? [...lines, 'return "next"'] : lines
}

/** However the statements end, the places of loops are put right then. */
const followed = (
  follows: readonly Followed[],
  printer: SegmentPrinter,
  { before, inside }: { readonly before: readonly string[]; readonly inside: readonly string[] },
): readonly string[] => {
  const { variable } = printer
  return [
    ...before,
    ...follows.map(
      ({ at, source, left }) =>
        `const ${variable(left)} = ${printer.abi("follow")}(${variable(source)}, ${variable(at)})`,
    ),
    "try {",
    ...inside.map((line) => (line === "" ? "" : `  ${line}`)),
    "} finally {",
    ...follows.map(({ at, left }) => `  ${variable(at)} = ${variable(left)}()`),
    "}",
  ]
}

/** A statement, with the places of patterns put right behind it. */
const heeded = (op: Op, printer: SegmentPrinter): string => {
  const text = op.print(printer)
  const { heeds = [] } = op
  if (heeds.length === 0) return text
  const { variable } = printer
  const looks = heeds.map(
    ({ at, source, left }) =>
      `const ${variable(left)} = ${printer.abi("follow")}(${variable(source)}, ${variable(at)})`,
  )
  const rights = heeds.map(({ at, left }) => `${variable(at)} = ${variable(left)}()`)
  if (op.ends !== true) return [...looks, guard(text, looks.at(-1) ?? ""), ...rights].join("\n")
  return [...looks, "try {", ...indented(text), "} finally {", ...rights.map((line) => `  ${line}`), "}"].join("\n")
}

const indented = (text: string): readonly string[] => text.split("\n").map((line) => (line === "" ? "" : `  ${line}`))

const written = (ops: readonly Op[], printer: SegmentPrinter, opening: string): readonly string[] => {
  const lines: string[] = []
  let before = opening
  for (const op of ops) {
    const text = heeded(op, printer)
    if (text === "" && (op.leading ?? []).length === 0) continue
    if (op.blankBefore === true && lines.length > 0) lines.push("")
    for (const comment of op.leading ?? []) lines.push(...comment.split("\n"))
    if (text === "") continue
    lines.push(...`${guard(text, before)}${op.trailing === undefined ? "" : ` ${op.trailing}`}`.split("\n"))
    before = text
  }
  return lines
}

/** Without semicolons, a line that begins with one of these would continue the line before. */
const guard = (text: string, before: string): string => {
  if (before === "" || before.endsWith(";")) return text
  // `(log)` and a block behind it read like an arrow function that lacks its arrow.
  return /^[([`+\-/]/.test(text) || (text.startsWith("{") && before.endsWith(")")) ? `;${text}` : text
}

/** A segment that may return a label must say so in all its ways. */
const falls = ({ ops, exits }: DraftSegment): boolean => {
  if (ops.at(-1)?.ends === true) return false
  return ops.some((op: Op) => (op.exits ?? []).length > 0) && exits.has("next")
}

const parameters = (segment: DraftSegment, printing: Printing, printer: SegmentPrinter): readonly string[] => {
  const { names, frameType, outers } = printing
  const narrowed = narrowedLocals(segment, printing)
  const type = [frameType, ...(narrowed.length === 0 ? [] : [`{ ${narrowed.join("; ")} }`])].join(" & ")
  const given = segment.given === undefined ? undefined : givenText(segment.given, printing, printer)
  const around = outersText(outers, names, printer.outersUsed())
  const usesFrame = printer.usesFrame()
  if (!usesFrame && given === undefined && around.length === 0) return []
  const frame = `${usesFrame ? "" : "_"}${names.frame}: ${type}`
  if (around.length > 0) return [frame, given ?? `_${names.given}: unknown`, ...around]
  return given === undefined ? [frame] : [frame, given]
}

const givenText = (given: Given, printing: Printing, printer: SegmentPrinter): string => {
  const { names } = printing
  const name =
    given.parameters !== undefined
      ? parameterPattern(given.parameters, printer)
      : given.binding === undefined
        ? names.given
        : printer.node(given.binding)
  return `${name}: ${givenTypeText(given.type, printing, printer)}`
}

/** The parameters for the procedures around this one, up to the last that it names. */
const outersText = (outers: Printing["outers"], names: Names, used: ReadonlySet<number>): readonly string[] =>
  outers
    .slice(0, Math.max(-1, ...used) + 1)
    .map(({ frameType }, depth) => `${used.has(depth) ? "" : "_"}${names.outer(depth)}: ${frameType}`)
