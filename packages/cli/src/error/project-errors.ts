import { StatewrightError } from "@statewright/model"

import { nearest } from "./nearest.ts"

/** There is no project in the folder. */
export class ProjectNotFound extends StatewrightError {
  readonly _tag = "ProjectNotFound"

  constructor(folder: string) {
    super({
      code: "CLI-002",
      message: `There is no statewright.config.ts in ${folder}.`,
      hint: 'Go to the project\'s folder, or name it with --project. A new one needs: export default defineConfig({ workflows: "src/**/*.workflow.ts", outDir: "src/generated" })',
    })
  }
}

/** The configuration does not say what it must. */
export class ConfigInvalid extends StatewrightError {
  readonly _tag = "ConfigInvalid"

  constructor(file: string, problem: string, cause?: unknown) {
    super({
      code: "CLI-003",
      message: `${file} cannot be used: ${problem}.`,
      hint: 'It must hold: export default defineConfig({ workflows: "src/**/*.workflow.ts", outDir: "src/generated" })',
      cause,
    })
  }
}

/** The generated files are older than their source, or not there. */
export class CodegenStale extends StatewrightError {
  readonly _tag = "CodegenStale"

  constructor(reasons: readonly string[], command = "statewright codegen") {
    super({
      code: "CLI-004",
      message: ["The generated files do not fit their source.", ...reasons.map((reason) => `  ${reason}`)].join("\n"),
      hint: `Run \`${command}\`.`,
    })
  }
}

/** The project has no workflow of this name. */
export class WorkflowUnknown extends StatewrightError {
  readonly _tag = "WorkflowUnknown"

  constructor(name: string, known: readonly string[]) {
    const meant = nearest(name, known)
    super({
      code: "CLI-005",
      message: `There is no workflow \`${name}\` in this project.`,
      hint:
        meant !== undefined
          ? `Did you mean \`${meant}\`?`
          : known.length === 0
            ? "No file that the configuration names declares a workflow."
            : `There are: ${known.join(", ")}.`,
    })
  }
}

/** The project's own code could not be loaded. */
export class ProjectBroken extends StatewrightError {
  readonly _tag = "ProjectBroken"

  constructor(file: string, cause: unknown) {
    super({
      code: "CLI-008",
      message: `${file} could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: "The error comes from the project's own code, or from a package that is not installed.",
      cause,
    })
  }
}
