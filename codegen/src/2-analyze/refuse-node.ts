import { bareExpression, isWrapper } from "../1-read/bare-expression.ts"
import { authoringWord } from "../1-read/authoring-word.ts"
import { calleeOf } from "../1-read/callee.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { chainedMethod, foreignPromise, isThenable, takesOut } from "./foreign-promise.ts"
import { isCut } from "./suspensions.ts"
import { refusedHandle } from "./refused-handle.ts"
import { refusedHandOver } from "./refused-hand-over.ts"
import { refusedPromiseUse } from "./refused-promise-use.ts"
import { isValueName, refusedUse } from "./refused-use.ts"
import { sceneOf } from "./scene.ts"

interface Surroundings {
  readonly checker: ts.TypeChecker
  /** Calls whose promise an `await` takes care of. */
  readonly handled: ReadonlySet<ts.Node>
  /** How many functions inside the body stand around the node. */
  readonly functionsDeep: number
  readonly suspends: ReadonlySet<ts.Node>
  readonly body: ts.ConciseBody
}

/** What must be refused about one node, whatever stands around it. */
export const refusalsOf = (node: ts.Node, around: Surroundings): readonly Diagnostic[] => {
  const found = refusalOf(node, around)
  return found === undefined ? [] : [found]
}

const refusalOf = (node: ts.Node, around: Surroundings): Diagnostic | undefined =>
  refusedPromiseUse(node, around.checker) ??
  refusedHandle(node, around.checker) ??
  refusedHandOver(node, around.checker) ??
  refusalOfKind(node, around)

const refusalOfKind = (node: ts.Node, around: Surroundings): Diagnostic | undefined => {
  const unsupported = (construct: string, remedy: string): Diagnostic =>
    diagnostic("SW2001", placeOf(node), { construct, remedy })
  const meaningless = (construct: string, remedy: string): Diagnostic =>
    diagnostic("SW2102", placeOf(node), { construct, remedy })
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword:
      return meaningless(
        "this",
        isInMember(node) ? "Name what it stands for." : "Use the workflow's input and local variables.",
      )
    case ts.SyntaxKind.SuperKeyword:
      return meaningless("super", "Call a function.")
    case ts.SyntaxKind.MetaProperty:
      return meaningless(node.getText(), "Pass the value in as input, or read it in a step.")
    case ts.SyntaxKind.WithStatement:
      return meaningless("with", "Name the object.")
    case ts.SyntaxKind.DebuggerStatement:
      return meaningless("debugger", "Remove it.")
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression:
      return diagnostic("SW2104", placeOf(node), {
        name: ts.isClassLike(node) ? (node.name?.text ?? "(anonymous)") : "",
      })
    case ts.SyntaxKind.EnumDeclaration:
      return unsupported("An enum declared inside the function", "Declare it at module level and export it.")
    case ts.SyntaxKind.ModuleDeclaration:
      return unsupported("A namespace declared inside the function", "Declare it at module level and export it.")
    case ts.SyntaxKind.JsxElement:
    case ts.SyntaxKind.JsxSelfClosingElement:
    case ts.SyntaxKind.JsxFragment:
      return unsupported("JSX", "Build it in a step.")
    default:
  }
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) {
    return unsupported("`for await`", "Loop over an array with `for..of`, and await steps in its body.")
  }
  if (ts.isVariableDeclarationList(node) && usesDispose(node)) return refusalOfUsing(node, around)
  if (ts.isFunctionLike(node)) return refusalOfFunction(node)
  if (ts.isIdentifier(node)) return refusalOfIdentifier(node, around)
  if (ts.isBinaryExpression(node) || ts.isPropertyAccessExpression(node)) {
    return refusedUse(node, around.checker, sceneOf(node))
  }
  if (ts.isNewExpression(node)) return refusalOfNew(node, around)
  if (ts.isCallExpression(node)) return refusalOfCall(node, around)
  if (ts.isTaggedTemplateExpression(node) && isThenable(node, around.checker)) {
    return foreignPromise(node, around.checker)
  }
  return undefined
}

/** Whether a node stands in a method, of an object or a class. */
const isInMember = (node: ts.Node): boolean =>
  ts.findAncestor(node, (above) => ts.isMethodDeclaration(above) || ts.isPropertyDeclaration(above)) !== undefined

/** `using` and `await using`. */
const usesDispose = ({ flags }: ts.VariableDeclarationList): boolean => (flags & ts.NodeFlags.Using) !== 0

/** A block that no wait cuts disposes of its resources by itself. */
const refusalOfUsing = (node: ts.VariableDeclarationList, { body, suspends }: Surroundings): Diagnostic | undefined => {
  // `await using` is flagged as both.
  const isAwaited = (node.flags & ts.NodeFlags.Const) !== 0
  const scope = ts.isVariableStatement(node.parent) ? node.parent.parent : node.parent
  if (!isAwaited && !isCut(scope, body, suspends)) return undefined
  const names = node.declarations.map(({ name }) => name.getText()).join(", ")
  return diagnostic("SW3105", placeOf(node), { what: `${isAwaited ? "await using" : "using"} ${names}` })
}

const refusalOfFunction = (node: ts.SignatureDeclaration): Diagnostic | undefined => {
  const refuse = (construct: string, remedy: string): Diagnostic =>
    diagnostic("SW2001", placeOf(node), { construct, remedy })
  const isAsync =
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  if (!isAsync) return undefined
  if ("asteriskToken" in node && node.asteriskToken !== undefined) {
    return refuse("An async generator", "Gather what it yields in an array, in an `async` function that returns it.")
  }
  const { parent } = node
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    return diagnostic("SW2204", placeOf(node), { callee: shortText(bareExpression(parent.expression)) })
  }
  return refuse(
    "An async function that is held as a value",
    "Give it a name with `const`, and only call it by that name.",
  )
}

const refusalOfIdentifier = (node: ts.Identifier, { checker }: Surroundings): Diagnostic | undefined => {
  if (node.text === "arguments" && isValueName(node)) {
    const symbol = checker.getSymbolAtLocation(node)
    if (symbol !== undefined && (symbol.declarations ?? []).length === 0) {
      return diagnostic("SW2102", placeOf(node), { construct: "arguments", remedy: "Name the parameters." })
    }
  }
  const word =
    isValueName(node) && !isCalled(node) ? authoringWord(checker.getSymbolAtLocation(node), checker) : undefined
  if (word !== undefined && waitingWords.has(word)) {
    const passed = word === "waitForEvent" ? '() => waitForEvent("name")' : `(given) => ${word}(given)`
    const remedy = `Call it where it is awaited; what takes a function takes \`${passed}\`.`
    return diagnostic("SW2001", placeOf(node), { construct: `\`${word}\` that is not called`, remedy })
  }
  return refusedUse(node, checker, sceneOf(node))
}

const isCalled = (node: ts.Expression): boolean =>
  isWrapper(node.parent) ? isCalled(node.parent) : ts.isCallExpression(node.parent) && node.parent.expression === node

const refusalOfNew = (node: ts.NewExpression, { checker }: Surroundings): Diagnostic | undefined =>
  isThenable(node, checker) ? foreignPromise(node, checker) : undefined

const refusalOfCall = (node: ts.CallExpression, { checker, handled }: Surroundings): Diagnostic | undefined => {
  const refused = refusedUse(node, checker, sceneOf(node))
  if (refused !== undefined || handled.has(node)) return refused
  const callee = calleeOf(node, checker)
  if (callee.kind === "word" && computingWords.has(callee.word)) return undefined
  if (callee.kind === "word" && !waitingWords.has(callee.word)) {
    return diagnostic("SW2001", placeOf(node), {
      construct: `\`${callee.word}\` in a workflow`,
      remedy: "Use it at module level.",
    })
  }
  if (chainedMethod(node, checker) !== undefined) return foreignPromise(node, checker)
  if (callee.kind === "other" && (!isThenable(node, checker) || takesOut(node, checker))) return undefined
  return callee.kind === "other" || callee.kind === "promise"
    ? foreignPromise(node, checker)
    : diagnostic("SW2201", placeOf(node), {})
}

const waitingWords: ReadonlySet<string> = new Set([
  "sleep",
  "waitForEvent",
  "validate",
  "parallel",
  "fork",
  "race",
  "forEach",
  "detach",
])

/** Words that begin nothing. */
const computingWords: ReadonlySet<string> = new Set(["softly", "atLeast", "childError", "jsonSchema"])

const shortText = (node: ts.Node): string => {
  const text = node.getText()
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
