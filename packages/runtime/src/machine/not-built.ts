/** The word exists, and what it does does not yet. */
export const notBuilt = (word: string): never => {
  throw new Error(`\`${word}\` is not built yet`)
}
