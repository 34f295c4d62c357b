import { exitCode } from "../error/exit-code.ts"

/** Resolves with the first Ctrl-C, after which there is time to close what is open; the second ends the process. */
export const interrupt = (): Promise<"interrupted"> =>
  new Promise((resolve) => {
    process.once("SIGINT", () => {
      process.once("SIGINT", () => process.exit(exitCode.interrupted))
      resolve("interrupted")
    })
  })
