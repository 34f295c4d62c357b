import { basename } from "node:path"
import { checkFiles } from "@statewright/codegen"
import { describe, expect, it } from "vitest"
import { compileProject, examples, projects } from "./projects.ts"

describe("the generated files", () => {
  it.each([...projects, ...examples].map((project) => [basename(project.root), project] as const))(
    "A.4 A.5 of %s are what codegen writes today",
    (_, project) => {
      const result = compileProject(project)
      expect(result.diagnostics).toEqual([])
      // Otherwise: pnpm codegen
      expect(checkFiles(project, result)).toEqual({ missing: [], stale: [], extra: [] })
    },
  )
})
