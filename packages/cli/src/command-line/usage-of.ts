import type { CliError, CliOutput } from "effect/cli"

import { Usage } from "../error/usage.ts"

/** What is wrong with a command line, all of it, in our words. */
export const usageOf = ({ errors, commandPath }: CliOutput.Presenter.InvalidInvocation): Usage => {
  const suggestions = errors.flatMap((error) => ("suggestions" in error ? error.suggestions : []))
  const help = `See \`${commandPath.join(" ")} --help\`.`
  const hint =
    suggestions.length === 0 ? help : `Did you mean ${suggestions.map((each) => `\`${each}\``).join(" or ")}? ${help}`
  return new Usage(errors.map(sentence).join("\n"), hint)
}

const sentence = (error: CliError.NonShowHelpErrors): string => {
  switch (error._tag) {
    case "UnrecognizedOption":
      return `There is no flag ${error.option}.`
    case "UnknownSubcommand":
      return `There is no command \`${error.subcommand}\`.`
    case "MissingArgument":
      return `${error.argument.toUpperCase()} is missing.`
    case "UnexpectedArgument":
      return `There is nothing that ${error.arguments.map((each) => `\`${each}\``).join(" ")} could stand for here.`
    case "DuplicateOption":
    case "MissingOption":
    case "InvalidValue":
    case "ValidationError":
    case "UserError":
      return error.message.endsWith(".") ? error.message : `${error.message}.`
  }
}
