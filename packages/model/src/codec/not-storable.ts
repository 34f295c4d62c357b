import { StatewrightError } from "../error/statewright-error.ts"

/** A value that is to be kept holds something that cannot be stored. */
export class NotStorable extends StatewrightError {
  readonly _tag = "NotStorable"

  /** Where it is: `output.items[3].callback`. */
  readonly path: string
  /** What it is: `is a function`. */
  readonly reason: string

  constructor(path: string, reason: string, hint: string) {
    super({ code: "VAL-001", message: messageOf(path, reason), hint })
    this.path = path
    this.reason = reason
  }
}

/** Where a path begins with the name of a boundary, "output of step `charge`", that is not quoted once more. */
const messageOf = (path: string, reason: string): string => {
  const [, boundary, rest = ""] = /^([a-z ]+ `[^`]*`)(.*)$/s.exec(path) ?? []
  if (boundary === undefined) return `\`${shortened(path)}\` ${reason}, which cannot be stored.`
  const what = rest === "" ? "it" : `\`${shortened(rest.replace(/^\./, ""))}\``
  return `The ${boundary} cannot be stored: ${what} ${reason}.`
}

/** A path through a long list is cut in its middle, so that the message can be read. */
const shortened = (path: string): string => (path.length <= 200 ? path : `${path.slice(0, 96)} ... ${path.slice(-96)}`)
