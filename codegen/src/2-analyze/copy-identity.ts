import { isWrapper } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { exportNameOfSymbol } from "../1-read/export-name.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { ts } from "../1-read/syntax.ts"
import { isPrimitiveType } from "./mutation.ts"

/**
 * Where the module of a function or an object lets it out, so that the run could meet it beside its copy and tell the
 * two apart; `undefined` if it does not. Bodies of workflows and what only they use see nothing but the copy, and what
 * steps do is not seen by a run.
 */
export const letOut = (symbol: ts.Symbol, kind: "function" | "tree", checker: ts.TypeChecker): ts.Node | undefined =>
  namesOf(symbol, checker).find((name) => {
    if (isInside(name, checker, new Set([symbol]))) return false
    return kind === "function" ? !isOnlyCalled(name, checker) : !givesPrimitives(name, checker)
  })

/** Whether a name stands where only bodies of workflows get at: in one, or in something private that only they use. */
const isInside = (name: ts.Identifier, checker: ts.TypeChecker, seen: Set<ts.Symbol>): boolean => {
  if (isInType(name) || isInDurable(name, checker)) return true
  const holder = declarationAround(name)
  const symbol = holder && checker.getSymbolAtLocation(holder)
  if (symbol === undefined || exportNameOfSymbol(symbol, name.getSourceFile(), checker) !== undefined) return false
  if (seen.has(symbol)) return true
  seen.add(symbol)
  return namesOf(symbol, checker).every((each) => isInside(each, checker, seen))
}

/** The name of the top-level function or constant around a node. */
const declarationAround = (node: ts.Node): ts.Identifier | undefined => {
  const declaration = ts.findAncestor(
    node,
    (above): above is ts.FunctionDeclaration | ts.VariableDeclaration =>
      (ts.isFunctionDeclaration(above) && ts.isSourceFile(above.parent)) ||
      (ts.isVariableDeclaration(above) && ts.isSourceFile(above.parent.parent.parent)),
  )
  return declaration?.name !== undefined && ts.isIdentifier(declaration.name) ? declaration.name : undefined
}

/** Where a part of an object is compared with something else as the object that it is. */
export const comparedByIdentity = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Node | undefined =>
  namesOf(symbol, checker).find((name) => {
    let part: ts.Expression = name
    while (isWrapper(part.parent) || (isAccess(part.parent) && part.parent.expression === part)) part = part.parent
    if (isInType(name) || isPrimitiveType(checker.getTypeAtLocation(part))) return false
    const { parent } = part
    return (
      (ts.isBinaryExpression(parent) && equality.has(parent.operatorToken.kind)) ||
      ts.isCaseClause(parent) ||
      ts.isSwitchStatement(parent) ||
      (ts.isCallExpression(parent) && parent.expression !== part && isBuiltIn(parent, checker) && looksUp(parent))
    )
  })

const isAccess = (node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)

const equality: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

const looksUp = ({ expression }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression) &&
  ["includes", "indexOf", "lastIndexOf", "is", "has", "get", "set", "add", "delete"].includes(expression.name.text)

/** Every use of a symbol in the file that declares it. */
const namesOf = (symbol: ts.Symbol, checker: ts.TypeChecker): readonly ts.Identifier[] => {
  const sourceFile = symbol.declarations?.[0]?.getSourceFile()
  if (sourceFile === undefined) return []
  const declared = new Set<ts.Node>((symbol.declarations ?? []).map((each) => ts.getNameOfDeclaration(each) ?? each))
  return (identifiersIn(sourceFile).get(symbol.name) ?? []).filter(
    (name) => !declared.has(name) && valueSymbolOf(name, checker) === symbol,
  )
}

const indexes = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Identifier[]>>()

const identifiersIn = (sourceFile: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> => {
  const known = indexes.get(sourceFile)
  if (known !== undefined) return known
  const index = new Map<string, ts.Identifier[]>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const same = index.get(node.text)
      if (same === undefined) index.set(node.text, [node])
      else same.push(node)
    }
    ts.forEachChild(node, visit)
  }
  visit(sourceFile)
  indexes.set(sourceFile, index)
  return index
}

const isInType = (node: ts.Node): boolean => ts.findAncestor(node, ts.isTypeNode) !== undefined

/** Inside `step(...)` or `workflow(...)`: their schemas, options and bodies. */
const isInDurable = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  ts.findAncestor(node, (above) => {
    if (!ts.isCallExpression(above)) return false
    const callee = calleeOf(above, checker)
    return callee.kind === "word" && (callee.word === "step" || callee.word === "workflow")
  }) !== undefined

const outermost = (node: ts.Expression): ts.Expression => (isWrapper(node.parent) ? outermost(node.parent) : node)

const isOnlyCalled = (name: ts.Identifier, checker: ts.TypeChecker): boolean => {
  const use = outermost(name)
  const { parent } = use
  if (ts.isCallExpression(parent)) return parent.expression === use || isCallback(use, parent, checker)
  return ts.isTaggedTemplateExpression(parent) && parent.tag === use
}

/** `list.map(double)`: a built-in function takes it as one to call, and does nothing else with it. */
const isCallback = (use: ts.Expression, call: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const declaration = checker.getResolvedSignature(call)?.declaration
  const method = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression
  const symbol = checker.getSymbolAtLocation(method)
  if (declaration === undefined || symbol === undefined || !isGlobal(symbol)) return false
  const parameter = declaration.parameters[call.arguments.indexOf(use)]
  const type = parameter !== undefined && "type" in parameter ? parameter.type : undefined
  return type !== undefined && ts.isTypeNode(type) && checker.getTypeFromTypeNode(type).getCallSignatures().length > 0
}

/** `rates.eur`, `sizes.length`, `...sizes`: of the object itself nothing is handed on. */
const givesPrimitives = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  if (isPrimitiveType(checker.getTypeAtLocation(node))) return true
  const { parent } = node
  if (isWrapper(parent)) return givesPrimitives(parent, checker)
  if (isAccess(parent) && parent.expression === node) {
    const called = outermost(parent)
    const call = called.parent
    return ts.isCallExpression(call) && call.expression === called
      ? isFreshCall(call, checker) && (membersArePrimitive(node, checker) || !takesFunction(call, checker))
      : givesPrimitives(parent, checker)
  }
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    return isFreshCall(parent, checker)
  }
  if (ts.isSpreadElement(parent) || ts.isForOfStatement(parent) || ts.isSpreadAssignment(parent)) {
    return membersArePrimitive(node, checker)
  }
  if (ts.isForInStatement(parent)) return true
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword
}

/** A callback is given parts of the object. */
const takesFunction = (call: ts.CallExpression, checker: ts.TypeChecker): boolean =>
  call.arguments.some((argument) => checker.getTypeAtLocation(argument).getCallSignatures().length > 0)

/** A built-in function that answers a primitive, or a new array of such. */
const isFreshCall = (call: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  if (!isBuiltIn(call, checker)) return false
  const type = checker.getTypeAtLocation(call)
  if (isPrimitiveType(type)) return true
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : ""
  const elements = freshArrays.has(name) ? elementsOf(type, checker) : undefined
  if (elements === undefined) return false
  const isPair = (each: ts.Type): boolean => elementsOf(each, checker)?.every(isPrimitiveType) ?? false
  return elements.every((each) => isPrimitiveType(each) || (name === "entries" && isPair(each)))
}

const freshArrays: ReadonlySet<string> = new Set(
  "concat entries filter flat from keys map of slice split toReversed toSorted toSpliced values with".split(" "),
)

const isBuiltIn = (call: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const method = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression
  const symbol = checker.getSymbolAtLocation(method)
  return symbol !== undefined && isGlobal(symbol)
}

const elementsOf = (type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] | undefined =>
  checker.isArrayType(type) || checker.isTupleType(type)
    ? checker.getTypeArguments(type as ts.TypeReference) // arrays and tuples are references
    : undefined

const membersArePrimitive = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  const type = checker.getTypeAtLocation(node)
  const members =
    elementsOf(type, checker) ??
    checker.getPropertiesOfType(type).map((each) => checker.getTypeOfSymbolAtLocation(each, node))
  return members.every(isPrimitiveType)
}
