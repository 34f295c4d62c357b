import { normalForm } from "./normal-form.ts"
import type { ResolvedPackage } from "./package-of.ts"
import { reachedDeclarations } from "./reached-declarations.ts"
import { type Reference, referencesOf } from "./references-of.ts"
import { stepSourceOf } from "./find-steps.ts"
import { childSourceOf } from "./find-workflows.ts"
import type { ts } from "./syntax.ts"

/** What some code means together with all that it reaches. */
export interface Meaning {
  /** The code itself, as a normal form. */
  readonly form: string
  /** Which declaration each of its names stands for. */
  readonly links: string
  /** The same of each declaration that it reaches. */
  readonly reached: readonly (readonly [form: string, links: string])[]
  readonly packages: readonly ResolvedPackage[]
}

const part = "without event schemas"

/**
 * Says what `code` means: two texts of the same meaning say the same, wherever their declarations stand. The schemas of
 * events are asked for apart: another version of the package that made one reads the same values.
 */
export const meaningOf = (code: ts.Node, checker: ts.TypeChecker): Meaning => {
  const { declarations, packages } = reachedDeclarations(code, checker, part)
  const numbers = new Map(declarations.map(({ node }, index) => [node, index]))
  const linkOf = ({ name, declarations: targets }: Reference): string =>
    targets.length === 0
      ? `${name.text}:${(stepSourceOf(name, checker) ?? childSourceOf(name, checker))?.name ?? ""}`
      : targets.map((target) => numbers.get(target) ?? "").join("+")
  const linksOf = (node: ts.Node): string => referencesOf(node, checker, part).map(linkOf).join(" ")
  return {
    form: normalForm(code),
    links: linksOf(code),
    reached: declarations.map(({ node }) => [normalForm(node), linksOf(node)]),
    packages,
  }
}
