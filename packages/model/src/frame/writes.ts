import type { WaitId } from "./waiting.ts"

/**
 * What one transition may have changed. Which locals hold what is no part of it: the snapshot log compares those of the
 * activations named here.
 *
 * Objects and not names: a local may hold another object, or be gone with its helper, when the transition ends.
 */
export interface Writes {
  /** Arrays, Maps and Sets that only grew by `push`, `set` or `add`, each with the name of a local that held it. */
  readonly grown: ReadonlyMap<object, string>
  /** Objects from which something can be reached (now, or as last stored) that changed in any other way. */
  readonly mutated: ReadonlyMap<object, string>
  /** The numbers of the activations that were begun, moved or ended, or whose variables others may have changed. */
  readonly activations: ReadonlySet<number>
  /** The waits that were opened, settled or closed. */
  readonly waits: ReadonlySet<WaitId>
}
