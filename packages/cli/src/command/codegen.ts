import type { CompileOptions, CompileResult, Fixed } from "@statewright/codegen"
import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"

import { command } from "../command-line/command.ts"
import { toggle } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { type ExitCode, exitCode } from "../error/exit-code.ts"
import { Usage } from "../error/usage.ts"
import { findProject, type Project } from "../project/find-project.ts"
import { codegenCommand } from "../project/require-fresh.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Screen } from "../screen/screen.ts"

/** `statewright codegen`: compiles the workflows of a project. */
export const codegen = command("codegen", {
  about: "Compiles the workflows of a project. What it refuses, it names with its place, and then it writes nothing.",
  examples: [
    ["statewright codegen", "compile the project in this folder"],
    ["statewright codegen --check", "write nothing; exit with 6 if a generated file is not up to date"],
    ["statewright codegen --keep-going", "write what compiles, though something else is refused"],
    ["statewright codegen --fix", "export what the machines need of your files, and compile"],
    ["statewright codegen --project packages/billing", "compile another one"],
  ],
  takes: {
    check: toggle("check", "Write nothing, and exit with 6 if anything would be written."),
    fix: toggle("fix", "Write `export` before what the machines need of your files (SW3204)."),
    keepGoing: toggle("keep-going", "Write what compiles, though something else is refused; exit with 1 all the same."),
    noTypecheck: toggle(
      "no-typecheck",
      "Compile what TypeScript finds wrong types in; values are checked at run time.",
    ),
    sarif: toggle("sarif", "Print what it has to say as SARIF 2.1.0 on stdout, for a code host."),
    project: sharedFlags.project,
    json: sharedFlags.json,
  },
  run: async ({ check, fix, keepGoing, noTypecheck, sarif, project: folder, json }, screen) => {
    if (sarif && json) throw new Usage("--sarif and --json both print to stdout.", "Give one of the two.")
    if (check && fix) throw new Usage("--check writes nothing, and --fix does.", "Give one of the two.")
    const project = await findProject(folder)
    // The compiler is slow to load: no other command waits for it.
    const { checkFiles, diagnosticsSarif, hasErrors, renderDiagnostics, writeFiles } =
      await import("@statewright/codegen")
    const { result, fixed } = await compileAndFix({ ...project, keepGoing, typecheck: !noTypecheck }, fix)
    const refused = hasErrors(result.diagnostics)
    const isEmpty = refused && result.files.length === 0
    const done = { screen, project, folder, result, fixed, refused, isEmpty }

    // With --sarif, stdout holds nothing else.
    const shown = sarif ? { ...done, screen: { ...screen, data: screen.talk } } : done
    if (!json) tellFixed(done)
    if (!json && result.diagnostics.length > 0) {
      const sourceOf = (file: string): string | undefined => readIfThere(join(project.root, file))
      screen.talk(`${renderDiagnostics(result.diagnostics, { sourceOf, colour: screen.colour })}\n`)
    }
    if (sarif) screen.data(diagnosticsSarif(result.diagnostics))
    if (check) {
      const differences = isEmpty ? { missing: [], stale: [], extra: [] } : checkFiles(project, result)
      const code = json ? tellProgram(done, differences) : tellChecked(shown, differences)
      return code === exitCode.ok && Object.values(differences).some((files) => files.length > 0)
        ? exitCode.staleCodegen
        : code
    }
    const written = writeFiles(project, result)
    return json ? tellProgram(done, written) : tellWritten(shown, written)
  },
})

/** What is exported in one round may need something else that is not. */
const compileAndFix = async (options: CompileOptions, fix: boolean): Promise<Pick<Done, "result" | "fixed">> => {
  const { compile, fixExports, lockOnDisk } = await import("@statewright/codegen")
  const result = compile({ ...options, lock: lockOnDisk(options.root) })
  const fixed = fix ? fixExports(options.root, result.diagnostics) : []
  if (fixed.length === 0) return { result, fixed }
  const next = await compileAndFix(options, fix)
  return { result: next.result, fixed: [...fixed, ...next.fixed] }
}

interface Done {
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

const tellFixed = ({ screen, fixed }: Done): void => {
  for (const { file, names } of fixed) screen.talk(`${screen.paint.green("exported")} ${names.join(", ")} in ${file}`)
}

const tellProgram = ({ screen, result, fixed, refused }: Done, files: object): ExitCode => {
  const { workflows, refused: without, diagnostics } = result
  screen.data(jsonText(envelope("codegen/1", { workflows, refused: without, fixed, ...files, diagnostics })))
  return refused ? exitCode.failed : exitCode.ok
}

const tellWritten = (
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

const tellChecked = (done: Done, { missing, stale, extra }: Files<"missing" | "stale" | "extra">): ExitCode => {
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
