/** Gives each node a name that Mermaid takes. */
export type MermaidIds = (id: string) => string

/**
 * Makes a name of letters, digits and `_` of each id, and no name twice; it begins with the procedure's name, so that
 * no name is a word of Mermaid's.
 *
 * @example mermaidIds()("main.for_i.square") // "main_for_i_square"
 */
export const mermaidIds = (): MermaidIds => {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  return (id) => {
    const known = names.get(id)
    if (known !== undefined) return known
    const plain = id.replaceAll(/\W+/g, "_")
    let name = plain
    for (let ordinal = 2; taken.has(name); ordinal++) name = `${plain}_${ordinal}`
    names.set(id, name)
    taken.add(name)
    return name
  }
}

/** The id of one of a join's lanes. */
export const laneId = (join: string, at: number): string => `${join}.lane_${at + 1}`
