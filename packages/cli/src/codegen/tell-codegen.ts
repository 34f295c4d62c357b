import type { CompileResult, Fixed } from "@statewright/codegen"
import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"

import { type ExitCode, exitCode } from "../error/exit-code.ts"
import type { Project } from "../project/find-project.ts"
import { codegenCommand } from "../project/require-fresh.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Screen } from "../screen/screen.ts"

/** What came of a compilation, and where it is told. */
export interface Done {
  readonly screen: Screen
  readonly project: Project
  readonly folder: string | undefined
  readonly result: CompileResult
  /** What `--fix` changed in the author's files. */
  readonly fixed: readonly Fixed[]
  readonly refused: boolean
  /** Whether nothing at all is left to write. */
  readonly isEmpty: boolean
}

type Files<Kind extends string> = Readonly<Record<Kind, readonly string[]>>

/** Says what `--fix` changed. */
export const tellFixed = ({ screen, fixed }: Done): void => {
  for (const { file, names } of fixed) screen.talk(`${screen.paint.green("exported")} ${names.join(", ")} in ${file}`)
}

/** Prints what the compiler has to say, with the source around it. */
export const tellDiagnostics = async ({ screen, project, result }: Done): Promise<void> => {
  if (result.diagnostics.length === 0) return
  const { renderDiagnostics } = await import("@statewright/codegen")
  const sourceOf = (file: string): string | undefined => readIfThere(join(project.root, file))
  screen.talk(`${renderDiagnostics(result.diagnostics, { sourceOf, colour: screen.colour })}\n`)
}

/** Prints all of it as one JSON document. */
export const tellProgram = ({ screen, result, fixed, refused }: Done, files: object): ExitCode => {
  const { workflows, refused: without, diagnostics } = result
  screen.data(jsonText(envelope("codegen/1", { workflows, refused: without, fixed, ...files, diagnostics })))
  return refused ? exitCode.failed : exitCode.ok
}

/** Says what was written. */
export const tellWritten = (
  done: Done,
  { written, removed, unchanged }: Files<"written" | "removed" | "unchanged">,
): ExitCode => {
  const { screen, result, refused, isEmpty } = done
  const { paint } = screen
  if (isEmpty) return nothingWritten(screen)
  for (const file of written) screen.data(`${screen.dataPaint.green("wrote")} ${file}`)
  for (const file of removed) screen.data(`${screen.dataPaint.yellow("removed")} ${file}`)
  const left = new Set(result.refused.map(({ name }) => name))
  const compiled = result.workflows.filter(({ name }) => !left.has(name))
  const names = compiled.map(({ name }) => name).join(", ")
  const changes = written.length + removed.length === 0 ? `nothing to change in ${unchanged.length} files` : "done"
  screen.talk(paint.dim(`${count(compiled.length, "workflow")} (${names}): ${changes}.`))
  if (refused) return someRefused(done)
  const [first] = compiled
  if (written.length > 0 && first !== undefined) {
    screen.talk(paint.dim(`next: statewright run ${first.name} --input JSON --wait`))
  }
  return exitCode.ok
}

/** Says what `--check` would write. */
export const tellChecked = (done: Done, { missing, stale, extra }: Files<"missing" | "stale" | "extra">): ExitCode => {
  const { screen, result, refused, isEmpty, folder } = done
  if (isEmpty) return nothingWritten(screen)
  for (const file of missing) screen.data(`${screen.dataPaint.yellow("missing")} ${file}`)
  for (const file of stale) screen.data(`${screen.dataPaint.yellow("stale")} ${file}`)
  for (const file of extra) screen.data(`${screen.dataPaint.yellow("not generated any more")} ${file}`)
  const differences = missing.length + stale.length + extra.length
  if (differences === 0) {
    screen.talk(screen.paint.dim(`${count(result.files.length, "generated file")}, all up to date.`))
  } else {
    screen.talk(
      `${count(differences, "file")} would change. ${screen.paint.cyan("hint:")} Run \`${codegenCommand(folder)}\`.`,
    )
  }
  return refused ? someRefused(done) : exitCode.ok
}

const someRefused = ({ screen, result }: Done): ExitCode => {
  const names = result.refused.map(({ name }) => name).join(", ")
  screen.talk(names === "" ? "Something was refused." : `Refused, or in need of what is refused: ${names}.`)
  return exitCode.failed
}

const nothingWritten = (screen: Screen): ExitCode => {
  screen.talk("Nothing was written.")
  return exitCode.failed
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`

/** What a diagnostic says of the project as a whole, it says of the folder. */
const readIfThere = (file: string): string | undefined =>
  statSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file, "utf8") : undefined
