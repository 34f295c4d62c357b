/** What steps wait for until a test opens it, by the turn in which they began. */
export const gates = () => {
  const all = new Map<number, PromiseWithResolvers<unknown>>()
  const gate = (turn: number): PromiseWithResolvers<unknown> => {
    const known = all.get(turn) ?? Promise.withResolvers<unknown>()
    all.set(turn, known)
    return known
  }
  return {
    /** The act of a step that answers what its turn is given. */
    act: (_: unknown, turn: number): Promise<unknown> => gate(turn).promise,
    answer: (turn: number, value: unknown): void => gate(turn).resolve(value),
    fail: (turn: number, error: Error): void => gate(turn).reject(error),
  }
}
