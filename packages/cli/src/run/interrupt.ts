import { endProcess } from "../command-line/end-process.ts"
import { exitCode } from "../error/exit-code.ts"

/** Resolves with the first Ctrl-C, after which there is time to close what is open; the second ends the process. */
export const interrupt = (): Promise<"interrupted"> =>
  new Promise((resolve) => {
    process.once("SIGINT", () => {
      process.once("SIGINT", () => endProcess(exitCode.interrupted))
      resolve("interrupted")
    })
  })
