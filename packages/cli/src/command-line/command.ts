import { Context, Data, Effect } from "effect"
import { Command } from "effect/cli"

import { type ExitCode, exitCode } from "../error/exit-code.ts"
import type { Screen } from "../screen/screen.ts"

/** The screen that the command at hand writes to. */
export class CurrentScreen extends Context.Service<CurrentScreen, Screen>()("@statewright/cli/Screen") {}

/** A command has ended with another code than 0, and has said why. */
export class Ended extends Data.TaggedError("Ended")<{ readonly exitCode: ExitCode }> {}

/** A command has thrown. */
export class Threw extends Data.TaggedError("Threw")<{ readonly error: unknown }> {}

/** A command line, and what it does. */
export type Example = readonly [command: string, about: string]

/** What every command says of itself. */
interface CommandFacts {
  readonly about: string
  readonly examples: readonly Example[]
}

/** A command that does something. */
export interface CommandSpec<Config extends Command.Command.Config> extends CommandFacts {
  /** Its flags and words, under the names that `run` has for them. */
  readonly takes: Config
  readonly run: (values: Command.Command.Config.Infer<Config>, screen: Screen) => Promise<ExitCode>
}

/** A command that only holds others. */
interface GroupSpec extends CommandFacts {
  readonly commands: readonly OurCommand[]
}

/** A command of ours, as `group` and `runCommandLine` take it. */
export type OurCommand = Command.Command<string, never, unknown, Ended | Threw, CurrentScreen>

/**
 * A command that does something.
 *
 * @example
 * export const graph = command("graph", { about: "Draws a workflow.", examples: [], takes: { name: word("name", "...") }, run })
 */
export const command = <const Config extends Command.Command.Config>(
  name: string,
  { about, examples, takes, run }: CommandSpec<Config>,
): OurCommand =>
  Command.make(name, takes, (values) =>
    Effect.gen(function* () {
      const screen = yield* CurrentScreen
      const ended = yield* Effect.tryPromise({ try: () => run(values, screen), catch: (error) => new Threw({ error }) })
      if (ended !== exitCode.ok) yield* new Ended({ exitCode: ended })
    }),
  ).pipe(Command.withDescription(about), Command.withExamples(examplesOf(examples)))

/** A command that only holds others. */
export const group = (name: string, { about, examples, commands }: GroupSpec): OurCommand =>
  Command.make(name).pipe(
    Command.withDescription(about),
    Command.withExamples(examplesOf(examples)),
    Command.withSubcommands(commands),
  )

const examplesOf = (examples: readonly Example[]) =>
  examples.map(([line, does]) => ({ command: line, description: does }))
