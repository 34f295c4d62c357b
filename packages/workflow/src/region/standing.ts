import { currentRegion, isDead, isWithin, type Region, type Standing } from "./region.ts"

/** Notes that the code at hand waits for other code; answers what says that it waits no longer. */
export const stand = (reason: Standing["reason"]): (() => void) => {
  const region = currentRegion()
  if (region === undefined) return () => {}
  const { standing } = region.root
  const one: Standing = { region, reason }
  standing.add(one)
  return () => void standing.delete(one)
}

/** Whether code in a region waits for other code. */
export const standsIn = (region: Region): boolean =>
  [...region.root.standing].some((one) => isWithin(one.region, region) && !isDead(one.region))

/** Why a run ends never if nothing else can happen in it, as far as that is known. */
export const standsFor = ({ standing }: Region["root"]): string | undefined =>
  [...standing].find(({ region, reason }) => !isDead(region) && reason() !== undefined)?.reason()

/** Why nobody leaves a barrier any more. */
export const tooFewCame = (came: number, size: number): string =>
  `only ${came} of ${size} have come to its barrier, and no one else can`

/** Why nobody gets a mutex any more. */
export const heldForEver = (key: string): string =>
  `it waits for the mutex \`${key}\`, and whoever holds that waits for what it holds`

/** Why what waits for itself never ends. */
export const itself = "it waits for its own end"
