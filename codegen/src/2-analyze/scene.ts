import { placeOf } from "../1-read/place-of.ts"
import type { ts } from "../1-read/syntax.ts"
import type { Place, Related } from "../diagnostic/diagnostic.ts"

/** Where a refusal is told, and how what is refused is reached from there. */
export interface Scene {
  readonly place: Place
  /** Empty, or ` (through ...)` behind the word that is refused. */
  readonly through: string
  readonly related: readonly Related[]
}

/** A refusal that is told where its cause stands. */
export const sceneOf = (node: ts.Node): Scene => ({ place: placeOf(node), through: "", related: [] })

/** A refusal that is told where a body names the first of `chain`, which leads to the cause. */
export const sceneThrough = (name: ts.Node, chain: readonly string[], cause: ts.Node): Scene => ({
  place: placeOf(name),
  through: ` (through ${chain.map((each) => `\`${each}\``).join(" → ")})`,
  related: [{ ...placeOf(cause), label: "here" }],
})
