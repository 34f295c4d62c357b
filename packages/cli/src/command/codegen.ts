import type { CompileOptions } from "@statewright/codegen"

import {
  type Done,
  tellChecked,
  tellDiagnostics,
  tellFixed,
  tellProgram,
  tellWritten,
} from "../codegen/tell-codegen.ts"
import { watchProject } from "../codegen/watch-project.ts"
import { command } from "../command-line/command.ts"
import { toggle } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { Usage } from "../error/usage.ts"
import { findProject } from "../project/find-project.ts"

/** `statewright codegen`: compiles the workflows of a project. */
export const codegen = command("codegen", {
  about: "Compiles the workflows of a project. What it refuses, it names with its place, and then it writes nothing.",
  examples: [
    ["statewright codegen", "compile the project in this folder"],
    ["statewright codegen --check", "write nothing; exit with 6 if a generated file is not up to date"],
    ["statewright codegen --keep-going", "write what compiles, though something else is refused"],
    ["statewright codegen --fix", "export what the machines need of your files, and compile"],
    ["statewright codegen --watch", "compile, and again after every change"],
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
    watch: toggle("watch", "Stay, and compile again whatever changes, until Ctrl-C."),
    sarif: toggle("sarif", "Print what it has to say as SARIF 2.1.0 on stdout, for a code host."),
    project: sharedFlags.project,
    json: sharedFlags.json,
  },
  run: async ({ check, fix, keepGoing, noTypecheck, watch, sarif, project: folder, json }, screen) => {
    if (sarif && json) throw new Usage("--sarif and --json both print to stdout.", "Give one of the two.")
    if (check && fix) throw new Usage("--check writes nothing, and --fix does.", "Give one of the two.")
    if (watch && (check || fix || sarif)) {
      throw new Usage(
        "--watch writes what changes, and goes with none of --check, --fix and --sarif.",
        "Give one of them.",
      )
    }
    const project = await findProject(folder)
    if (watch) return watchProject(project, { screen, folder, json, keepGoing, typecheck: !noTypecheck })
    // The compiler is slow to load: no other command waits for it.
    const { checkFiles, diagnosticsSarif, hasErrors, writeFiles } = await import("@statewright/codegen")
    const { result, fixed } = await compileAndFix({ ...project, keepGoing, typecheck: !noTypecheck }, fix)
    const refused = hasErrors(result.diagnostics)
    const isEmpty = refused && result.files.length === 0
    const done = { screen, project, folder, result, fixed, refused, isEmpty }

    // With --sarif, stdout holds nothing else.
    const shown = sarif ? { ...done, screen: { ...screen, data: screen.talk } } : done
    if (!json) tellFixed(done)
    if (!json) await tellDiagnostics(done)
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
