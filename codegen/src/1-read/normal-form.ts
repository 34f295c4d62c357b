import { isWrapper } from "./bare-expression.ts"
import { ts } from "./syntax.ts"

/**
 * What a piece of code does, as a text: the same for the same code, however it is laid out, commented or typed. Quotes,
 * semicolons, trailing commas and needless parentheses are layout; so is `export`.
 */
export const normalForm = (code: ts.Node): string => {
  const known = forms.get(code)
  if (known !== undefined) return known
  const form = formOf(code)
  forms.set(code, form)
  return form
}

const forms = new WeakMap<ts.Node, string>()

const formOf = (node: ts.Node): string => {
  const parts: string[] = []
  const write = (child: ts.Node, role = ""): void => {
    if (isErased(child)) return
    if (isWrapper(child) && !isChainInParentheses(child)) return write(child.expression, role)
    parts.push(role, formOf(child))
  }
  const name = kindName(node)
  const own = ownText(node)
  // Two parts of these look alike, so that it matters which of them is left out.
  if (ts.isForStatement(node)) {
    for (const role of ["initializer", "condition", "incrementor", "statement"] as const) {
      const child = node[role]
      if (child !== undefined) write(child, `${role}:`)
    }
  } else if (ts.isBindingElement(node)) {
    if (node.dotDotDotToken !== undefined) parts.push("...")
    if (node.propertyName !== undefined) write(node.propertyName, "of:")
    write(node.name)
    if (node.initializer !== undefined) write(node.initializer, "default:")
  } else ts.forEachChild(node, (child) => write(child))
  return parts.length === 0 ? `${name}${own}` : `${name}${own}(${parts.filter((part) => part !== "").join(" ")})`
}

/** What a node says beside its kind and its children. */
const ownText = (node: ts.Node): string => {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return ` ${node.text}`
  if (isKey(node)) return ` ${node.text}`
  if (ts.isTemplateLiteralToken(node)) return ` ${JSON.stringify(node.rawText ?? node.text)}`
  if (ts.isLiteralExpression(node)) return ` ${JSON.stringify(node.text)}`
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    return ` ${ts.tokenToString(node.operator)}`
  }
  if (ts.isVariableDeclarationList(node)) return ` ${declaredBy(node)}`
  if (ts.isHeritageClause(node) || ts.isMetaProperty(node)) {
    return ` ${ts.tokenToString(ts.isHeritageClause(node) ? node.token : node.keywordToken)}`
  }
  if (ts.isVariableDeclaration(node) && ts.isVariableDeclarationList(node.parent)) return ` ${declaredBy(node.parent)}`
  return ""
}

const declaredBy = ({ flags }: ts.VariableDeclarationList): string => {
  // `await using` has the bits of `const` and of `using`.
  const words = { let: ts.NodeFlags.Let, const: ts.NodeFlags.Const, using: ts.NodeFlags.Using }
  return Object.entries(words)
    .filter(([, flag]) => (flags & flag) !== 0)
    .map(([word]) => word)
    .join(" ")
}

/** `{ "a": 1 }` is `{ a: 1 }`. */
const isKey = (node: ts.Node): node is ts.StringLiteral =>
  ts.isStringLiteral(node) &&
  (ts.isObjectLiteralElement(node.parent) || ts.isClassElement(node.parent)) &&
  node.parent.name === node

const kindName = (node: ts.Node): string =>
  isKey(node) ? "Identifier" : (ts.tokenToString(node.kind) ?? ts.SyntaxKind[node.kind])

/** What TypeScript erases, or a formatter adds. */
const isErased = (node: ts.Node): boolean => {
  if (ts.isExpressionWithTypeArguments(node)) return false
  if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node) || ts.isIndexSignatureDeclaration(node)) return true
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword
  if (ts.isParameter(node)) return ts.isIdentifier(node.name) && node.name.text === "this"
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) {
    return node.body === undefined
  }
  if (ts.isQuestionToken(node)) return !ts.isConditionalExpression(node.parent)
  if (node.kind === ts.SyntaxKind.ExclamationToken) return true
  if (ts.isPropertyDeclaration(node) || ts.isVariableStatement(node)) return isDeclareOnly(node)
  if (ts.isModifier(node)) return erasedModifiers.has(node.kind) && !ts.isParameter(node.parent)
  return ts.isEmptyStatement(node) && (ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent))
}

const isDeclareOnly = ({ modifiers }: ts.PropertyDeclaration | ts.VariableStatement): boolean =>
  modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword || kind === ts.SyntaxKind.AbstractKeyword) ??
  false

const erasedModifiers: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExportKeyword,
  ts.SyntaxKind.DefaultKeyword,
  ts.SyntaxKind.ReadonlyKeyword,
  ts.SyntaxKind.PublicKeyword,
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.OverrideKeyword,
  ts.SyntaxKind.AbstractKeyword,
  ts.SyntaxKind.ConstKeyword,
])

/** `(a?.b).c` fails where `a?.b.c` does not. */
const isChainInParentheses = (node: ts.Node): boolean =>
  ts.isParenthesizedExpression(node) &&
  ts.isOptionalChain(node.expression) &&
  (ts.isPropertyAccessExpression(node.parent) ||
    ts.isElementAccessExpression(node.parent) ||
    ts.isCallExpression(node.parent))
