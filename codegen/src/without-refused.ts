import type { Project } from "./1-read/read-project.ts"
import { reaches } from "./1-read/reaches.ts"
import type { WorkflowFile, WorkflowSource } from "./1-read/workflow-source.ts"
import type { Diagnostic } from "./diagnostic/diagnostic.ts"

/**
 * What is left of a project when everything goes that `errors` are about: a workflow with an error inside, a file with
 * one elsewhere, and what imports such a file. Nothing is left when an error is about none of the author's files.
 */
export const withoutRefused = (project: Project, errors: readonly Diagnostic[]): Project => {
  const { files, workflows, steps, checker } = project
  const refused = new Set<WorkflowSource>()
  const broken = new Set<string>()
  for (const error of errors) {
    const file = files.find((each) => isAbout(error, each))?.sourceFile.fileName ?? error.file
    const workflow = workflows.find((each) => isInside(error, each))
    if (workflow === undefined) broken.add(file)
    else refused.add(workflow)
  }
  if (errors.some(({ file }) => isOfProject(file, project))) return { ...project, files: [], workflows: [], steps: [] }
  const kept = files.filter(({ sourceFile }) => !reaches(sourceFile, broken, checker))
  return {
    ...project,
    files: kept,
    workflows: workflows.filter((each) => kept.includes(each.file) && !refused.has(each)),
    steps: steps.filter(({ call }) => !reaches(call.getSourceFile(), broken, checker)),
    diagnostics: [],
  }
}

/** An error of a generated file is about its source. */
const isAbout = ({ file }: Diagnostic, { sourceFile, machineFile, chartFile }: WorkflowFile): boolean =>
  file === sourceFile.fileName || file === machineFile || file === chartFile

/** TypeScript refuses a file as a whole: types are no business of one workflow alone. */
const isInside = ({ code, file, span }: Diagnostic, workflow: WorkflowSource): boolean =>
  code !== "SW0001" &&
  code !== "SW0002" &&
  file === workflow.file.sourceFile.fileName &&
  span.start >= workflow.span.start &&
  span.end <= workflow.span.end

/** The folder, its settings, and what is generated for all of it. */
const isOfProject = (file: string, { root, outDir }: Project): boolean =>
  file === root ||
  !/\.[mc]?tsx?$|\.chart\.json$/.test(file) ||
  [`${outDir}/index.ts`, `${outDir}/client.ts`].includes(file)
