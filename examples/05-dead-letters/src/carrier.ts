/** Stands for a carrier's service, which knows some addresses only once they are corrected. */
export const carrier = {
  known: new Set(["Berlin", "Lima"]),
  /** The labels that it has printed, by order. */
  printed: [] as string[],
}
