import { Option } from "effect"
import type { HelpDoc } from "effect/cli"

import type { Paint } from "../screen/paint.ts"
import { pad } from "../screen/table.ts"

/** The help of a command, examples first. */
export const helpText = (doc: HelpDoc.HelpDoc, paint: Paint): string => {
  const commands = (doc.subcommands ?? []).flatMap((group) => group.commands)
  const isRoot = doc.commandPath?.length === 1
  const everywhere = (doc.globalFlags ?? []).filter(({ name }) => isRoot || name === "help")
  const flags = [...doc.flags, ...everywhere]
  const sections = [
    `${paint.bold(usageOf(doc))}\n\n${doc.description}`,
    section(
      "Examples",
      (doc.examples ?? []).map(({ command, description = "" }) => [command, description]),
      paint,
      "stacked",
    ),
    section(
      "Commands",
      commands.map(({ name, description }) => [name, firstSentence(description)]),
      paint,
    ),
    section(
      "Arguments",
      (doc.args ?? []).map(({ name, description }) => [name.toUpperCase(), Option.getOrElse(description, () => "")]),
      paint,
    ),
    section(
      "Flags",
      flags.map((flag) => [flagNames(flag), aboutOf(flag)]),
      paint,
    ),
  ]
  return sections.filter((text) => text !== "").join("\n\n")
}

const usageOf = ({ usage, args = [], subcommands = [], commandPath = [] }: HelpDoc.HelpDoc): string => {
  const path = commandPath.length > 0 ? commandPath.join(" ") : usage.split(" ")[0]
  const words = args.map(({ name, required }) => (required ? name.toUpperCase() : `[${name.toUpperCase()}]`))
  return [path, ...(subcommands.length > 0 ? ["COMMAND"] : words), "[FLAGS]"].join(" ")
}

const section = (
  title: string,
  rows: readonly (readonly [string, string])[],
  paint: Paint,
  form: "columns" | "stacked" = "columns",
): string => {
  if (rows.length === 0) return ""
  const width = Math.max(...rows.map(([left]) => left.length))
  const lines = rows.map(([left, right]) =>
    form === "columns"
      ? `  ${pad(left, width)}  ${right}`.trimEnd()
      : `  ${paint.dim(`# ${right}`)}\n  ${paint.cyan(left)}`,
  )
  return [paint.bold(title), ...lines].join("\n")
}

const flagNames = ({ name, aliases, type }: HelpDoc.FlagDoc): string =>
  [[...aliases, `--${name}`].join(", "), ...(type === "boolean" ? [] : [type])].join(" ")

const aboutOf = ({ name, description }: HelpDoc.FlagDoc): string =>
  builtIn[name] ?? Option.getOrElse(description, () => "")

const builtIn: Readonly<Record<string, string>> = {
  help: "Show this.",
  version: "Print the version.",
  completions: "Print the completion script of a shell.",
}

const firstSentence = (text: string): string => /^[^.]*\./.exec(text)?.[0] ?? text
