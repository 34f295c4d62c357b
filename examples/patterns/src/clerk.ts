// oxlint-disable-next-line eslint/no-restricted-imports -- turns of the event loop, not a time
import { setImmediate } from "node:timers/promises"

let last: Promise<unknown> = Promise.resolve()

/** The shop has one clerk, who does one thing after the other: so what was asked for first is done first. */
export const byTheClerk = (done: string): Promise<string> => {
  const mine = afterThe(last, done)
  last = mine
  return mine
}

const afterThe = async (one: Promise<unknown>, done: string): Promise<string> => {
  await one
  for (let turn = 0; turn < 3; turn++) await setImmediate()
  return done
}
