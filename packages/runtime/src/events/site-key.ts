import type { Program } from "../machine/program.ts"

/** Names a place that waits for events in all that is stored: no other version has it. */
export const siteKey = ({ workflow, version }: Pick<Program, "workflow" | "version">, site: string): string =>
  `${workflow.definition.name}@${version}/${site}`
