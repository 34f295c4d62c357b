import { isStatewrightError } from "@statewright/model"
import { inspect } from "node:util"

import { jsonText } from "../screen/json-text.ts"
import { printable } from "../screen/printable.ts"
import type { Screen } from "../screen/screen.ts"
import { type ExitCode, exitCode, exitCodeOf } from "./exit-code.ts"

/** Says what stopped a command, and answers how it ends: to a program on stdout, to a person on stderr. */
export const printError = (error: unknown, screen: Screen, json: boolean): ExitCode => {
  const ours = isStatewrightError(error)
  const { code, message, hint } = ours ? error : foreign(error)
  if (json) {
    screen.data(jsonText({ error: { code, message, hint } }))
  } else {
    screen.talk(`${screen.paint.red(screen.paint.bold(code))} ${printable(message)}`)
    screen.talk(`${screen.paint.cyan("hint:")} ${printable(hint)}`)
    // Only what nobody foresaw is worth a stack.
    if (!ours) screen.talk(printable(inspect(error)))
  }
  return ours ? exitCodeOf(error) : exitCode.failed
}

const foreign = (error: unknown) => ({
  code: "CLI-099",
  message: error instanceof Error ? error.message : String(error),
  hint: "This is not an error that Statewright foresees. If it is none of your own code, please report it.",
})
