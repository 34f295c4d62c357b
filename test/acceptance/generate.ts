import { readFileSync } from "node:fs"
import { join } from "node:path"
import { hasErrors, renderDiagnostics, writeFiles } from "@statewright/codegen"
import { compileProject, projects } from "./projects.ts"

// `pnpm --filter statewright-tests codegen`: the generated files are committed, and a test says when they are stale.
for (const project of projects) {
  const result = compileProject(project)
  const written = writeFiles(project, result).written.map((path) => `wrote ${join(project.root, path)}\n`)
  process.stdout.write(written.join(""))
  if (hasErrors(result.diagnostics)) {
    const sourceOf = (file: string): string => readFileSync(join(project.root, file), "utf8")
    process.stdout.write(renderDiagnostics(result.diagnostics, { sourceOf }))
    process.exitCode = 1
  }
}
