import { placeOf, spanOf } from "../../1-read/place-of.ts"
import { ts } from "../../1-read/syntax.ts"
import type { AnalyzedBody } from "../../3-lower/lower-procedure.ts"
import { type Diagnostic, diagnostic, type Related } from "../../diagnostic/diagnostic.ts"
import { moduleStateChange } from "../outside-names.ts"
import { type Scene, sceneOf, sceneThrough } from "../scene.ts"
import { changeUse } from "./change-use.ts"
import { identityUse } from "./identity-use.ts"
import { keptValues } from "./kept-values.ts"
import { namesOwned } from "./names-owned.ts"
import { isWithin, solve } from "./solve.ts"
import type { OwnedThing } from "./thing.ts"
import type { World } from "./world.ts"

/**
 * Refuses what could tell that an object of a module is a copy once a wait has stored it: a question whether it is the
 * same object, and a change of it, wherever the object came through.
 */
export const refuseOwned = (bodies: readonly AnalyzedBody[], checker: ts.TypeChecker): readonly Diagnostic[] => {
  const main = bodies[0]?.lowering.survey.body
  if (main === undefined || !namesOwned(main, checker)) return []
  const world = solve({ body: main, checker, kept: keptValues(bodies) })
  const procedures = new Set<ts.Node>(bodies.map(({ lowering }) => lowering.survey.body))
  const found: Diagnostic[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    const compared = identityUse(node, world)
    if (compared !== undefined) {
      const at = ts.isCaseClause(node) ? node.expression : node
      found.push(refusedIdentity(at, compared, sceneFor(at, { world, procedures })))
    }
    const change = changeUse(node, world)
    if (change !== undefined && !isToldAlready(node, checker)) {
      const { place, through, related } = sceneFor(node, { world, procedures })
      const { name } = change.owned.owner
      const receiver = change.receiver.getText()
      const parameters = { name, through: through || (receiver === name ? "" : ` (as \`${receiver}\`)`) }
      found.push(diagnostic("SW2404", place, parameters, [...related, ...declared(change.owned)]))
    }
    ts.forEachChild(node, visit)
  }
  for (const source of world.functions.keys()) if (!isWithin(source, world)) visit(source)
  return found
}

/** A change by the module's own name is refused by itself. */
const isToldAlready = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  ts.isExpression(node) && moduleStateChange(node, node, checker, sceneOf(node)) !== undefined

const refusedIdentity = (node: ts.Node, { owner }: OwnedThing, { place, through, related }: Scene): Diagnostic => {
  const line = owner.wait === undefined ? "" : ` at line ${spanOf(owner.wait).line}`
  const stored = owner.wait === undefined ? [] : [{ ...placeOf(owner.wait), label: "stored at this wait" }]
  const parameters = {
    what: ts.isCaseClause(node.parent) ? `case ${shortText(node)}` : shortText(node),
    through,
    name: owner.name,
    line,
  }
  return diagnostic("SW3110", place, parameters, [...related, ...stored])
}

const declared = ({ owner: { declaration } }: OwnedThing): readonly Related[] =>
  declaration === undefined ? [] : [{ ...placeOf(declaration), label: "declared here" }]

const shortText = (node: ts.Node): string => {
  const text = node.getText().replaceAll(/\s+/g, " ")
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** Told where it stands in a body, else where a body calls what leads there. */
const sceneFor = (
  node: ts.Node,
  { world, procedures }: { readonly world: World; readonly procedures: ReadonlySet<ts.Node> },
): Scene => {
  const chain: string[] = []
  const seen = new Set<ts.Node>()
  for (let at: ts.Node = node; ;) {
    if (ts.findAncestor(at, (above) => procedures.has(above)) !== undefined) {
      return chain.length === 0 ? sceneOf(node) : sceneThrough(at, chain, node)
    }
    const source = ts.findAncestor(at, (above) => world.functions.has(above) && !seen.has(above))
    const caller = source && world.functions.get(source)
    if (source === undefined || caller === undefined) return sceneOf(node)
    seen.add(source)
    chain.unshift(nameOf(source))
    at = ts.isCallExpression(caller) ? caller.expression : caller
  }
}

const nameOf = (source: ts.Node): string => {
  const holder =
    ts.isVariableDeclaration(source.parent) || ts.isPropertyAssignment(source.parent) ? source.parent : source
  const name = ts.getNameOfDeclaration(holder as ts.Declaration) // functions and what holds them are declarations
  return name?.getText() ?? (ts.isConstructorDeclaration(source) ? "constructor" : "function")
}
