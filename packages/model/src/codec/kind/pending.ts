import { Pending } from "../../frame/pending.ts"
import { tags } from "../format.ts"
import type { Opened } from "../opened.ts"
import type { Shape } from "../shape.ts"
import { leaf } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

/** The promise of something that was begun: the wait that it stands for. */
export const pendingShape = ({ wait }: Pending): Shape => leaf(`["${tags.pending}",${JSON.stringify(wait)}]`)

/** Reads a pending promise. */
export const readPending = ([, wait]: readonly unknown[], existing: object | undefined): Opened =>
  typeof wait === "string" ? { object: existing ?? new Pending(wait) } : damaged("a promise without its wait")
