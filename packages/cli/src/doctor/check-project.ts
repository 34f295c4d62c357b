import { explain } from "@statewright/codegen/explain"
import { staleness } from "@statewright/codegen/staleness"
import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, join, relative } from "node:path"

import { findProject, type Project } from "../project/find-project.ts"
import { nearestTsconfig } from "../project/load-module.ts"
import { codegenCommand, staleText } from "../project/require-fresh.ts"
import { checkModule } from "./check-module.ts"
import { type Finding, findingOf } from "./finding.ts"

/** What is wrong with the project in a folder. */
export const checkProject = async (folder: string | undefined): Promise<readonly Finding[]> => {
  try {
    const project = await findProject(folder)
    const { root, file, workflows, outDir } = project
    const config: Finding = {
      subject: "config",
      status: "ok",
      says: `${basename(file)}: ${workflows.join(", ")} to ${outDir}`,
    }
    return [
      config,
      checkPackage(root),
      checkModule(root),
      checkTsconfig(root),
      ...checkImports(project),
      checkCodegen(project, folder),
    ]
  } catch (error) {
    return [findingOf("config", error)]
  }
}

const checkPackage = (root: string): Finding => {
  try {
    createRequire(join(root, "package.json")).resolve("statewright/engine")
    return { subject: "package", status: "ok", says: "statewright is installed" }
  } catch {
    return {
      subject: "package",
      status: "wrong",
      says: "the package `statewright` is not installed here",
      remedy: "npm install statewright",
    }
  }
}

const checkTsconfig = (root: string): Finding => {
  const file = nearestTsconfig(root)
  if (file !== undefined) return { subject: "tsconfig", status: "ok", says: relative(root, file) || file }
  return {
    subject: "tsconfig",
    status: "wrong",
    says: "there is no tsconfig.json, here or above",
    remedy: explain("SW0009")?.hint ?? "",
  }
}

/** Node runs TypeScript as it is, but looks for the very file that an import names. */
const checkImports = ({ root, outDir }: Project): readonly Finding[] => {
  const index = join(root, outDir, "index.ts")
  if (!existsSync(index) || !/from "\.[^"]*\.machine\.[cm]?js"/.test(readFileSync(index, "utf8"))) return []
  return [
    {
      subject: "imports",
      status: "warning",
      says: "the generated files import `.js`, which is there once they are compiled",
      remedy:
        'Run the compiled output; or set "allowImportingTsExtensions": true in tsconfig.json to run `node src/app.ts`, and run `statewright codegen`.',
    },
  ]
}

const checkCodegen = (project: Project, folder: string | undefined): Finding => {
  const stale = staleness(project).map(staleText)
  const missing = existsSync(join(project.root, project.outDir, "index.ts"))
    ? []
    : [`There is no ${project.outDir}/index.ts.`]
  const problems = [...missing, ...stale]
  if (problems.length === 0) return { subject: "codegen", status: "ok", says: "the generated files fit their source" }
  return {
    subject: "codegen",
    status: "wrong",
    says: problems.join("\n"),
    remedy: `Run \`${codegenCommand(folder)}\`.`,
  }
}
