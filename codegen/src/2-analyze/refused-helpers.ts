import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { type Helper, helperBehind } from "./helper-behind.ts"
import { builtinUse, moduleStateChange } from "./outside-names.ts"
import { recordedUse } from "./recorded-use.ts"
import { refusedUse } from "./refused-use.ts"
import { type Scene, sceneOf, sceneThrough } from "./scene.ts"
import { stillClocks } from "./still-clock.ts"

/** Something in a helper that a run must not do. */
interface Culprit {
  readonly node: ts.Node
  /** The helpers between the one that was asked about and this. */
  readonly chain: readonly string[]
  readonly tell: (scene: Scene) => Diagnostic | undefined
}

/** Looks into what a body calls, through all the project's own code, and refuses at the call what a run must not do. */
export const refusedHelpers = (body: ts.Node, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const told = new Map<ts.Symbol, Set<string>>()
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    const helper = ts.isIdentifier(node) ? helperBehind(node, checker) : undefined
    if (ts.isIdentifier(node) && helper !== undefined && !helper.code.some((code) => isInside(code, body))) {
      const codes = told.get(helper.symbol) ?? new Set()
      told.set(helper.symbol, codes)
      for (const { node: cause, chain, tell } of culpritsOf(helper, checker)) {
        const diagnostic = tell(sceneThrough(node, [node.text, ...chain], cause))
        if (diagnostic === undefined || codes.has(diagnostic.code)) continue
        codes.add(diagnostic.code)
        found.push(diagnostic)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(body)
  return found
}

/** Refuses time and chance in code that is run outside of every transition, and in what it calls: nobody records them there. */
export const unrecordedIn = (code: ts.Node, remedy: string, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const tell = (node: ts.Node, cause: ts.Node, chain: readonly string[]): void => {
    if (recordedUse(cause, checker) === undefined) return
    const scene = chain.length === 0 ? sceneOf(node) : sceneThrough(node, chain, cause)
    found.push(unrecorded(cause, scene, remedy))
  }
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    tell(node, node, [])
    const helper = ts.isIdentifier(node) ? helperBehind(node, checker) : undefined
    if (ts.isIdentifier(node) && helper !== undefined && !helper.code.some((each) => isInside(each, code))) {
      const looking = { checker, isCopied: false, seen: new Set<string>() }
      const culprit = helper.code
        .flatMap((each) => look(each, looking))
        .find((each) => recordedUse(each.node, checker) !== undefined)
      if (culprit !== undefined) tell(node, culprit.node, [node.text, ...culprit.chain])
    }
    ts.forEachChild(node, visit)
  }
  visit(code)
  return found
}

interface Looking {
  readonly checker: ts.TypeChecker
  /** Whether the code is copied, so that time and chance are recorded in it. */
  readonly isCopied: boolean
  /** What was looked into on the way: whoever calls itself adds nothing. */
  readonly seen: Set<string>
}

const known = new WeakMap<ts.TypeChecker, Map<ts.Symbol, readonly Culprit[]>>()

const culpritsOf = ({ symbol, code, isCopied }: Helper, checker: ts.TypeChecker): readonly Culprit[] => {
  const before = known.get(checker) ?? new Map<ts.Symbol, readonly Culprit[]>()
  known.set(checker, before)
  const culprits = before.get(symbol) ?? code.flatMap((each) => look(each, { checker, isCopied, seen: new Set() }))
  before.set(symbol, culprits)
  return culprits
}

const look = (code: ts.Node, looking: Looking): readonly Culprit[] => {
  const { checker, isCopied, seen } = looking
  const key = `${isCopied} ${code.getSourceFile().fileName} ${code.pos}`
  if (seen.has(key)) return []
  seen.add(key)
  const culprits: Culprit[] = []
  const add = (node: ts.Node, tell: Culprit["tell"]): void => {
    if (tell(sceneOf(node)) !== undefined) culprits.push({ node, chain: [], tell })
  }
  const isValue = !ts.isFunctionLike(code) && !ts.isClassElement(code)
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || (isValue && (ts.isFunctionLike(node) || ts.isClassLike(node)))) return
    add(node, (scene) => refusedUse(node, checker, scene))
    if (ts.isIdentifier(node)) add(node, (scene) => builtinUse(node, checker, scene))
    if (ts.isExpression(node)) add(node, (scene) => moduleStateChange(node, code, checker, scene))
    if (!isCopied && recordedUse(node, checker) !== undefined) add(node, (scene) => unrecorded(node, scene))
    const helper = ts.isIdentifier(node) && !isValue ? helperBehind(node, checker) : undefined
    if (ts.isIdentifier(node) && helper !== undefined) {
      const inside = { ...looking, isCopied: isCopied && helper.isCopied }
      const inner = helper.code.filter((each) => !isInside(each, code)).flatMap((each) => look(each, inside))
      culprits.push(...inner.map((culprit) => ({ ...culprit, chain: [node.text, ...culprit.chain] })))
    }
    ts.forEachChild(node, visit)
  }
  visit(code)
  if (!isCopied) return culprits
  for (const read of stillClocks(code, new Set(), checker)) {
    add(read, ({ place, related }) => diagnostic("SW2406", place, { what: read.getText() }, related))
  }
  return culprits
}

const askBefore = "Ask for it in the workflow, where it is recorded, and pass it in."

const unrecorded = (node: ts.Node, { place, through, related }: Scene, remedy = askBefore): Diagnostic => {
  const what = ts.isNewExpression(node) || ts.isCallExpression(node) ? node.expression.getText() : node.getText()
  return diagnostic("SW2403", place, { what, through, remedy }, related)
}

const isInside = (node: ts.Node, code: ts.Node): boolean =>
  ts.findAncestor(node, (above) => above === code) !== undefined
