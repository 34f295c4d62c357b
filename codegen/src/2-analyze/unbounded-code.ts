import { authoringWord, isAuthoring, resolveAlias } from "../1-read/authoring-word.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { isDurable } from "../1-read/is-durable.ts"
import { packageNameOfFile } from "../1-read/package-of.ts"
import { ts } from "../1-read/syntax.ts"
import { isBounded, isCollection } from "./bounded-loop.ts"

/** Why code may never end, and where the author wrote it. */
export interface Unbounded {
  readonly node: ts.Node
  readonly reason: string
  /** The name by which the code gets there, if it is somewhere else. */
  readonly through?: string
}

/** Finds code that may never end: in nodes, and in all of the project that they lead to. */
export interface UnboundedFinder {
  readonly find: (code: ts.Node, isElsewhere?: (node: ts.Node) => boolean) => Unbounded | undefined
}

/**
 * Code may never end where a loop is not bounded, where a function may call itself, and where a package is called, into
 * which nobody looks. What is built in ends; a callback counts where it is written, and a function where it is named.
 */
export const unboundedFinder = (checker: ts.TypeChecker): UnboundedFinder => {
  /** What is known of functions, classes and constants; `"open"` while one is looked into. */
  const known = new Map<ts.Node, Unbounded | "open" | undefined>()

  const find: UnboundedFinder["find"] = (code, isElsewhere = () => false) => {
    const visit = (node: ts.Node): Unbounded | undefined => {
      if (isElsewhere(node) || isTypeOnly(node) || isAsynchronous(node)) return undefined
      if (node !== code && isNamed(node)) return look(node)
      return own(node) ?? firstOf(node, visit)
    }
    return visit(code)
  }

  /** Looks into a declaration once. */
  const look = (declaration: ts.Node): Unbounded | undefined => {
    const before = known.get(declaration)
    if (before !== undefined || known.has(declaration)) return before === "open" ? undefined : before
    known.set(declaration, "open")
    const found = find(declaration)
    known.set(declaration, found)
    return found
  }

  const own = (node: ts.Node): Unbounded | undefined => {
    if (ts.isIterationStatement(node, false)) {
      return isBounded(node, checker) ? undefined : { node, reason: loopHead(node) }
    }
    if (ts.isSpreadElement(node) && !isCollection(checker.getTypeAtLocation(node.expression), checker)) {
      return { node, reason: node.getText() }
    }
    if (isGoneOver(node, checker) && !isCollection(checker.getTypeAtLocation(node), checker)) {
      return { node, reason: `forEach(${node.getText()})` }
    }
    return ts.isIdentifier(node) ? named(node) : undefined
  }

  const named = (name: ts.Identifier): Unbounded | undefined => {
    const symbol = valueSymbolOf(name, checker)
    const target = symbol && resolveAlias(symbol, checker)
    if (symbol === undefined || target === undefined || isGlobal(target) || isDurable(name, checker)) return undefined
    // A package without types.
    if (symbol !== target && target.declarations === undefined) return unseen(name)
    for (const declaration of target.declarations ?? []) {
      const found = isForeign(declaration) ? foreign(name) : through(name, declaration)
      if (found !== undefined) return found
    }
    return undefined
  }

  const foreign = (name: ts.Identifier): Unbounded | undefined => {
    const type = checker.getTypeAtLocation(name)
    const isCallable = type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0
    return isCallable ? unseen(name) : undefined
  }

  const through = (name: ts.Identifier, declaration: ts.Declaration): Unbounded | undefined => {
    if (!isNamed(declaration) || isAuthoring(declaration.getSourceFile()) || nameOf(declaration) === name) {
      return undefined
    }
    if (ts.isVariableDeclaration(declaration) && isData(checker.getTypeAtLocation(declaration), checker)) {
      return undefined
    }
    if (known.get(declaration) === "open") {
      return isFunction(declaration) ? { node: name, reason: `\`${name.text}\` may call itself` } : undefined
    }
    const found = look(declaration)
    return found && { node: name, reason: found.reason, through: name.text }
  }

  return { find }
}

/** The items of a `forEach` without a bound of its own. */
const isGoneOver = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const call = node.parent
  if (!ts.isCallExpression(call) || call.arguments[0] !== node) return false
  const { expression } = call
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression
  if (authoringWord(checker.getSymbolAtLocation(name), checker) !== "forEach") return false
  const options = call.arguments[1] && checker.getTypeAtLocation(call.arguments[1])
  return options?.getProperty("maxIterations") === undefined
}

const firstOf = (node: ts.Node, visit: (child: ts.Node) => Unbounded | undefined): Unbounded | undefined => {
  // `forEachChild` stops at the first answer.
  return ts.forEachChild(node, visit)
}

const unseen = (name: ts.Identifier): Unbounded => ({
  node: name,
  reason: `\`${name.text}\` is not part of the project`,
})

/** What a name may stand for that holds code. */
const isNamed = (node: ts.Node): boolean => {
  if (ts.isVariableDeclaration(node) && isModuleLevel(node)) return true
  return isFunction(node) || ts.isClassLike(node)
}

const isFunction = (node: ts.Node): boolean => {
  if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) {
    return holdsFunction(node.initializer)
  }
  return ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node)
}

/** Whether a value of this type has no code in it: what made it has run when the module was loaded. */
const isData = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  if (type.isUnion()) return type.types.every((part) => isData(part, checker))
  if (type.flags & plain) return true
  const name = type.getSymbol()?.name
  if (name === "Date" || name === "RegExp") return true
  return (
    isCollection(type, checker) &&
    checker.getTypeArguments(type as ts.TypeReference).every((part) => isData(part, checker)) // collections are references
  )
}

const plain =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.EnumLike |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Null

const isModuleLevel = (node: ts.VariableDeclaration): boolean =>
  ts.findAncestor(node.parent, ts.isFunctionLike) === undefined

const holdsFunction = (value: ts.Expression | undefined): boolean =>
  value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))

const nameOf = (node: ts.Node): ts.Node | undefined => (node as Partial<ts.NamedDeclaration>).name // it may have none

const isForeign = (declaration: ts.Declaration): boolean => {
  const { fileName } = declaration.getSourceFile()
  const owner = packageNameOfFile(fileName)
  return owner !== undefined && owner !== "node" && !isAuthoring(declaration.getSourceFile())
}

/** A helper that suspends has segments of its own. */
const isAsynchronous = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) &&
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false)

/** What is erased, and what a class extends by a call, which has been made when its module was loaded. */
const isTypeOnly = (node: ts.Node): boolean => {
  if (ts.isExpressionWithTypeArguments(node)) return !ts.isIdentifier(node.expression)
  return ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)
}

/** The first line of a loop, as the author wrote it. */
export const loopHead = (loop: ts.IterationStatement): string => {
  const text = ts.isDoStatement(loop)
    ? `do while (${loop.expression.getText()})`
    : loop.getText().slice(0, loop.statement.getStart() - loop.getStart())
  const line = text.replaceAll(/\s+/g, " ").trim()
  return line.length > 40 ? `${line.slice(0, 37)}...` : line
}
