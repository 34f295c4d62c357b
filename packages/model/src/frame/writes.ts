/**
 * What one transition changed inside of objects, each with the name of a local that held it. Which locals hold what is
 * no part of it: the snapshot log compares that.
 *
 * Objects and not names: a local may hold another object, or be gone with its helper, when the transition ends.
 */
export interface Writes {
  /** Arrays, Maps and Sets that only grew by `push`, `set` or `add`. */
  readonly grown: ReadonlyMap<object, string>
  /** Objects from which something can be reached (now, or as last stored) that changed in any other way. */
  readonly mutated: ReadonlyMap<object, string>
}
