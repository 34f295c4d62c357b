/** Places at which a test can make the process kill itself. */
export type KillPoint = (typeof killPoints)[number]

/** All of them, in the order of a run's life. */
export const killPoints = [
  /** An engine has taken the lead, and has recovered nothing yet. */
  "lead-taken",
  /** Recovery has stored some of its moves. */
  "recovery-half",
  /** A request of another process, or of a caller, stands in the inbox; nobody has been told. */
  "inbox-stored",
  /** A batch is ready, and nothing of it is stored. */
  "tx-before",
  /** The first rows of a batch are written, and not committed. */
  "tx-half",
  /** Something is written into the inbox of another run, and not committed. */
  "sends-half",
  /** A batch is stored, and nothing has followed from it. */
  "tx-after",
  /** What a step came to is stored, and what follows is not carried out. */
  "result-stored",
  /** A caller has been told, or is to be told in this turn, that its run is stored. */
  "start-answered",
  /** An attempt is counted, and its code has not begun. */
  "step-start",
  /** The code of an attempt has ended, and nothing of that is stored. */
  "step-end",
  /** A timer is due, and its transition is not stored. */
  "timer-fired",
  /** Of the ended runs that are to be deleted, some are. */
  "retention-half",
] as const

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
