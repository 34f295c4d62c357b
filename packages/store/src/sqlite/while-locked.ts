// oxlint-disable-next-line eslint/no-restricted-imports -- it waits for other processes, whose time is the real one
import { setTimeout } from "node:timers/promises"
import { isLocked } from "./translate-error.ts"

/** How long one that found the file locked waits before it looks again, in ms. */
const pause = 20

/** Does again what finds the file locked, and so has done nothing yet, until the patience (in ms) is at its end. */
export const whileLocked = async <Answer>(
  patience: number,
  act: () => Answer | Promise<Answer>,
  passes: (error: unknown) => boolean = isLocked,
): Promise<Answer> => {
  for (let waited = 0; ; waited += pause) {
    try {
      return await act()
    } catch (error) {
      if (!passes(error) || waited >= patience) throw error
    }
    await setTimeout(pause)
  }
}
