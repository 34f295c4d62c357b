import { staleness, type Stale } from "@statewright/codegen/staleness"

import { CodegenStale } from "../error/project-errors.ts"
import type { Project } from "./find-project.ts"

/** Refuses to go on when generated files are older than their source; `folder` is what `--project` named. */
export const requireFresh = (project: Project, folder: string | undefined): void => {
  const stale = staleness(project)
  if (stale.length > 0) throw new CodegenStale(stale.map(staleText), codegenCommand(folder))
}

/** What is wrong with the generated files of one source. */
export const staleText = ({ file, reason }: Stale): string => {
  switch (reason) {
    case "changed":
      return `${file} has changed since it was compiled.`
    case "removed":
      return `${file} is gone, and what was generated from it is still there.`
    case "not compiled":
      return `${file} has not been compiled.`
  }
}

/** The command that brings the generated files up to date. */
export const codegenCommand = (folder: string | undefined): string =>
  folder === undefined ? "statewright codegen" : `statewright codegen --project ${folder}`
