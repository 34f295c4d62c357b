import ts from "typescript"
import { holds, waitsIn } from "./waits-in.ts"

type Test = (node: ts.Node) => boolean

/** Waits in a node of a kind. */
const waiting =
  <Kind extends ts.Node>(
    is: (node: ts.Node) => node is Kind,
    part: (node: Kind) => ts.Node | undefined = (node) => node,
  ): Test =>
  (node) =>
    is(node) && waitsIn(part(node))

const binary =
  (kinds: readonly ts.SyntaxKind[], part: (node: ts.BinaryExpression) => ts.Node = (node) => node.right): Test =>
  (node) =>
    ts.isBinaryExpression(node) && kinds.includes(node.operatorToken.kind) && waitsIn(part(node))

const calls =
  (pattern: RegExp): Test =>
  (node) =>
    (ts.isCallExpression(node) || ts.isNewExpression(node)) && pattern.test(node.expression.getText())

const isJump: Test = (node) =>
  ts.isReturnStatement(node) || ts.isBreakOrContinueStatement(node) || ts.isThrowStatement(node)

const isAsync: Test = (node) =>
  ts.isFunctionLike(node) && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) !== 0

const inner: Test = (node) => !ts.isVariableDeclaration(node.parent) || node.parent.name.getText() !== "program"

const fallsThrough: Test = (node) =>
  ts.isSwitchStatement(node) &&
  node.caseBlock.clauses.some(
    ({ statements }, at, all) => at < all.length - 1 && statements.length > 0 && !holds(statements.at(-1), isJump),
  )

const isJoin = calls(/^(Promise\.\w+|parallel|fork|race|forEach)$/)
const { SyntaxKind } = ts

/** What is counted, and how it is known. "waits" says that there is an `await` in it. */
export const constructs: readonly (readonly [name: string, test: Test])[] = [
  ["a wait", ts.isAwaitExpression],
  ["if, waits", waiting(ts.isIfStatement)],
  ["switch, waits", waiting(ts.isSwitchStatement)],
  ["switch, waits in a case's test", waiting(ts.isCaseClause, ({ expression }) => expression)],
  ["switch, falls through", fallsThrough],
  ["switch, falls through, waits", (node) => fallsThrough(node) && waitsIn(node)],
  ["default before a case", (node) => ts.isDefaultClause(node) && node !== node.parent.clauses.at(-1)],
  ["while, waits", waiting(ts.isWhileStatement)],
  ["do, waits", waiting(ts.isDoStatement)],
  ["for, waits", waiting(ts.isForStatement)],
  ["for..of, waits", waiting(ts.isForOfStatement)],
  ["for..in, waits", waiting(ts.isForInStatement)],
  ["for, a closure in its body", (node) => ts.isForStatement(node) && holds(node.statement, ts.isArrowFunction)],
  ["break to a label", (node) => ts.isBreakStatement(node) && node.label !== undefined],
  ["continue to a label", (node) => ts.isContinueStatement(node) && node.label !== undefined],
  ["labeled block", (node) => ts.isLabeledStatement(node) && ts.isBlock(node.statement)],
  ["throw", ts.isThrowStatement],
  ["throw of an own class", (node) => ts.isThrowStatement(node) && calls(/^(Mishap|Own|Stopped)$/)(node.expression)],
  ["try, waits", waiting(ts.isTryStatement, ({ tryBlock }) => tryBlock)],
  ["catch, waits", waiting(ts.isCatchClause)],
  ["finally, waits", waiting(ts.isTryStatement, ({ finallyBlock }) => finallyBlock)],
  [
    "jump out of a try with finally",
    (node) => ts.isTryStatement(node) && node.finallyBlock !== undefined && holds(node.tryBlock, isJump),
  ],
  ["jump out of a finally", (node) => ts.isTryStatement(node) && holds(node.finallyBlock, isJump)],
  ["try in a finally", (node) => ts.isTryStatement(node) && holds(node.finallyBlock, ts.isTryStatement)],
  ["var", (node) => ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0],
  ["using", (node) => ts.isVariableDeclarationList(node) && node.getText().startsWith("using ")],
  ["local function", (node) => ts.isFunctionDeclaration(node) && !isAsync(node)],
  [
    "closure that assigns",
    (node) =>
      ts.isArrowFunction(node) &&
      inner(node) &&
      !isAsync(node) &&
      holds(node.body, (each) => ts.isBinaryExpression(each) && each.operatorToken.kind === SyntaxKind.EqualsToken),
  ],
  ["async function inside", (node) => isAsync(node) && inner(node)],
  ["async function of another file", calls(/^(twofold|careful|firstOf|even|gather)$/)],
  ["async function of the module", calls(/^(pause|countdown|swap)$/)],
  ["recursion, waits", calls(/^(countdown|even|down\d+)$/)],
  [
    "generator",
    (node) =>
      (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) &&
      node.asteriskToken !== undefined,
  ],
  ["instance of a class of the module", calls(/^Tally$/)],
  ["interface or type inside", (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)],
  [
    "private constant, function, type of the module",
    (node) => ts.isIdentifier(node) && /^(fee|rates|labels|bonus|grade|Pair|Point)$/.test(node.text),
  ],
  [
    "await in an operand",
    binary(
      [SyntaxKind.PlusToken, SyntaxKind.MinusToken, SyntaxKind.LessThanToken, SyntaxKind.EqualsEqualsEqualsToken],
      (node) => node,
    ),
  ],
  ["await in an argument", (node) => ts.isCallExpression(node) && node.arguments.some(waitsIn)],
  ["await in an argument of new", (node) => ts.isNewExpression(node) && (node.arguments ?? []).some(waitsIn)],
  ["await in a template", waiting(ts.isTemplateExpression)],
  ["await in an array", waiting(ts.isArrayLiteralExpression)],
  ["await in an object", waiting(ts.isObjectLiteralExpression)],
  ["await in a computed key", waiting(ts.isComputedPropertyName)],
  ["await after a spread", (node) => ts.isSpreadElement(node) && waitsIn(node.parent)],
  ["await right of && or ||", binary([SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken])],
  ["await right of ??", binary([SyntaxKind.QuestionQuestionToken])],
  ["await in ?:", (node) => ts.isConditionalExpression(node) && (waitsIn(node.whenTrue) || waitsIn(node.whenFalse))],
  [
    "await in an optional chain",
    (node) => ts.isCallExpression(node) && ts.isOptionalChain(node) && node.arguments.some(waitsIn),
  ],
  ["x += await", binary([SyntaxKind.PlusEqualsToken, SyntaxKind.MinusEqualsToken])],
  [
    "x ??= await",
    binary([
      SyntaxKind.QuestionQuestionEqualsToken,
      SyntaxKind.BarBarEqualsToken,
      SyntaxKind.AmpersandAmpersandEqualsToken,
    ]),
  ],
  [
    "a.b = await",
    (node) =>
      binary([SyntaxKind.EqualsToken])(node) && ts.isPropertyAccessExpression((node as ts.BinaryExpression).left),
  ], // it is one
  [
    "a[b] = await",
    (node) =>
      binary([SyntaxKind.EqualsToken])(node) && ts.isElementAccessExpression((node as ts.BinaryExpression).left),
  ], // it is one
  ["await in a default of a pattern", waiting(ts.isBindingElement, ({ initializer }) => initializer)],
  ["rest in a pattern", (node) => ts.isBindingElement(node) && node.dotDotDotToken !== undefined],
  ["await in a comma expression", binary([SyntaxKind.CommaToken], (node) => node)],
  ["delete", ts.isDeleteExpression],
  ["typeof", ts.isTypeOfExpression],
  ["instanceof", (node) => ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.InstanceOfKeyword],
  ["tagged template, waits", waiting(ts.isTaggedTemplateExpression)],
  ["parallel", calls(/^parallel$/)],
  ["fork", calls(/^fork$/)],
  ["forEach", calls(/^forEach$/)],
  ["race by name", calls(/^race$/)],
  ["counted join", (node) => ts.isPropertyAssignment(node) && node.name.getText() === "join"],
  ["losers that are awaited", (node) => ts.isPropertyAssignment(node) && node.name.getText() === "losers"],
  ["Promise.all", calls(/^Promise\.all$/)],
  [
    "Promise.allSettled",
    (node) => calls(/^Promise\.allSettled$/)(node) && !/^Promise\.allSettled\(pending\)$/.test(node.getText()),
  ],
  ["Promise.race", calls(/^Promise\.race$/)],
  ["Promise.any", calls(/^Promise\.any$/)],
  [
    "map(async)",
    (node) => ts.isCallExpression(node) && node.expression.getText().endsWith(".map") && node.arguments.some(isAsync),
  ],
  [
    "join inside of a join",
    (node) =>
      isJoin(node) &&
      (node as ts.CallExpression).arguments.some((each) => /\b(Promise\.\w+|parallel)\(/.test(each.getText())),
  ], // it is one
  ["promise awaited later", (node) => ts.isAwaitExpression(node) && ts.isIdentifier(node.expression)],
  [
    ".then, .catch, .finally",
    (node) => ts.isCallExpression(node) && /\.(then|catch|finally)$/.test(node.expression.getText()),
  ],
  ["the time", (node) => calls(/^(Date\.now|Date)$/)(node)],
  ["random values", calls(/^(Math\.random|crypto\.\w+)$/)],
  ["sleep", calls(/^sleep$/)],
  ["waitForEvent", calls(/^waitForEvent$/)],
  ["Map or Set", calls(/^(Map|Set)$/)],
  ["bigint", (node) => ts.isBigIntLiteral(node) || calls(/^BigInt$/)(node)],
  ["RegExp", ts.isRegularExpressionLiteral],
  ["typed array", calls(/^(Uint8Array|Float64Array|BigInt64Array)$/)],
]
