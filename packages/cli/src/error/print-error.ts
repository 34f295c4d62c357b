import { isStatewrightError } from "@statewright/model"

import { payloadText } from "../payload/payload-text.ts"
import { jsonText } from "../screen/json-text.ts"
import { printable } from "../screen/printable.ts"
import type { Screen } from "../screen/screen.ts"
import { type ExitCode, exitCode, exitCodeOf } from "./exit-code.ts"
import { fileUnusable } from "./file-unusable.ts"
import { ProjectBroken } from "./project-errors.ts"

/** Says what stopped a command, and answers how it ends: to a program on stdout, to a person on stderr. */
export const printError = (error: unknown, screen: Screen, json: boolean): ExitCode => {
  const known = isStatewrightError(error) ? error : fileUnusable(error)
  const { code, message, hint } = known ?? foreign(error)
  if (json) {
    screen.data(jsonText({ error: { code, message, hint } }))
  } else {
    screen.talk(`${screen.paint.red(screen.paint.bold(code))} ${printable(message)}`)
    screen.talk(`${screen.paint.cyan("hint:")} ${printable(hint)}`)
    // A stack helps with what nobody foresaw, and with what the project's own code threw.
    if (known === undefined) screen.talk(payloadText(error))
    else if (known instanceof ProjectBroken && known.cause instanceof Error) screen.talk(payloadText(known.cause))
  }
  return known === undefined ? exitCode.failed : exitCodeOf(known)
}

const foreign = (error: unknown) => ({
  code: "CLI-099",
  message: error instanceof Error ? error.message : String(error),
  hint: "This is not an error that Statewright foresees. If it is none of your own code, please report it.",
})
