import { NodeTooOld } from "../errors/opening-errors.ts"

const needed = [22, 18] as const

/** Refuses a Node that the driver would crash on; call it before the driver is loaded. */
export const requireNode = (found: string): void => {
  const [major = 0, minor = 0] = found.split(".").map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return
  throw new NodeTooOld(found, needed.join("."))
}
