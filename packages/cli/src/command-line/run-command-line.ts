import { Cause, Console, Effect, Exit, FileSystem, Layer, Path, Stdio, Terminal } from "effect"
import { CliConfig, CliError, CliOutput, Command, GlobalFlag } from "effect/cli"
import { ChildProcessSpawner } from "effect/process"

import { type ExitCode, exitCode } from "../error/exit-code.ts"
import { printError } from "../error/print-error.ts"
import type { Screen } from "../screen/screen.ts"
import { CurrentScreen, Ended, type OurCommand, Threw } from "./command.ts"
import { helpText } from "./help.ts"
import { usageOf } from "./usage-of.ts"

/** A command line to run. */
export interface CommandLine {
  readonly arguments: readonly string[]
  readonly version: string
  readonly screen: Screen
}

/**
 * Reads a command line and runs the command that it names; never rejects. Effect's own reading of command lines is
 * tagged unstable: this folder is the only one that knows it.
 */
export const runCommandLine = async (root: OurCommand, line: CommandLine): Promise<ExitCode> => {
  const { screen, version } = line
  const json = line.arguments.includes("--json")
  const services = Layer.mergeAll(
    unused,
    CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
    presenter(screen, json),
  )
  const program = Command.runWith(root, { version, renderErrors: true })(line.arguments).pipe(
    Effect.provideService(CurrentScreen, screen),
    // Effect prints the completions of a shell there.
    Effect.provideService(Console.Console, {
      ...screen.console,
      log: (script: unknown) => screen.data(String(script)),
    }),
    Effect.provide(services),
  )
  const exit = await Effect.runPromiseExit(program)
  if (Exit.isSuccess(exit)) return exitCode.ok
  const error = Cause.squash(exit.cause)
  if (error instanceof Ended) return error.exitCode
  // The presenter has said what is wrong.
  if (CliError.isCliError(error) && error._tag === "ShowHelp") return exitCode.usage
  return printError(error instanceof Threw ? error.error : error, screen, json)
}

/** Help and version are data; what is wrong with a command line is an error like any other. */
const presenter = (screen: Screen, json: boolean) =>
  CliOutput.layerPresenter({
    present: (event) =>
      Effect.sync(() => {
        switch (event._tag) {
          case "Help":
            return event.reason === "Requested"
              ? screen.data(helpText(event.helpDoc, screen.dataPaint))
              : screen.talk(helpText(event.helpDoc, screen.paint))
          case "Version":
            return screen.data(event.version)
          case "InvalidInvocation":
            return void printError(usageOf(event), screen, json)
        }
      }),
  })

/** What Effect's prompts and file flags would use; we have none. */
const unused = Layer.mergeAll(
  FileSystem.layerNoop({}),
  Path.layer,
  Stdio.layerTest({}),
  Layer.succeed(
    Terminal.Terminal,
    Terminal.make({
      columns: Effect.succeed(80),
      rows: Effect.succeed(24),
      size: Effect.die("unused"),
      readInput: Effect.die("unused"),
      readLine: Effect.die("unused"),
      display: () => Effect.void,
    }),
  ),
  Layer.succeed(
    ChildProcessSpawner.ChildProcessSpawner,
    ChildProcessSpawner.make(() => Effect.die("unused")),
  ),
)
