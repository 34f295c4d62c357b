import { EndedEarly } from "../error/ended-early.ts"
import type { ExitCode } from "../error/exit-code.ts"

/** By us, and not by code of the project's that runs in this process. */
let endedByUs = false

/** Ends the process. */
export const endProcess = (code: ExitCode): never => {
  endedByUs = true
  process.exit(code)
}

/** Whatever else ends the process is told to `tell`, which answers the code that it ends with. */
export const guardEnd = (tell: (error: EndedEarly) => ExitCode): void => {
  process.once("exit", (code) => {
    if (!endedByUs) process.exitCode = tell(new EndedEarly(code))
  })
}
