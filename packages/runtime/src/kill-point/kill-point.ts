/** Places at which a test can make the process kill itself. */
export type KillPoint = "tx-before" | "tx-after" | "step-start" | "step-end" | "result-stored" | "timer-fired"

let armed: { readonly name: KillPoint; readonly die: () => void; left: number } | undefined

/** Marks the place; does nothing unless a test armed it. */
export const killPoint = (name: KillPoint): void => {
  if (armed === undefined || armed.name !== name) return
  armed.left -= 1
  if (armed.left === 0) armed.die()
}

/**
 * Makes the `hits`-th passing of `name` call `die`, which a test fills with a SIGKILL to its own process.
 *
 * @example
 * armKillPoint("tx-after", 3, () => process.kill(process.pid, "SIGKILL"))
 */
export const armKillPoint = (name: KillPoint, hits: number, die: () => void): void => {
  armed = { name, die, left: hits }
}
