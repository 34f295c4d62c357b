import { encodeError, encodeValue, type OpenWait } from "@statewright/model"
import type { NewWait } from "@statewright/store"
import type { Program } from "../machine/program.ts"
import { keyOfWait } from "./match-key.ts"
import { siteKey } from "./site-key.ts"

/** What is stored of a wait for an event; `after` is the last event that it does not take. Throws `NotStorable`. */
export const newWait = (program: Program, frame: string, command: OpenWait, after: number | null): NewWait => {
  const { wait, site, name, given, onTimeout, dueAt = null, unmatchable } = command
  const boundary = `wait for event \`${name}\``
  return {
    frame,
    waitId: wait,
    number: Number(wait.slice(wait.lastIndexOf("#") + 1)),
    name,
    site: siteKey(program, site),
    key: keyOfWait(command) ?? null,
    given: given === undefined ? null : encodeValue(given, boundary),
    onTimeout: onTimeout === undefined ? null : encodeValue(onTimeout.value, boundary),
    dueAt,
    after,
    trouble: unmatchable === undefined ? null : encodeError(new Error(`No event can match: ${unmatchable}.`)),
  }
}
