import type { WorkflowClient } from "../client/workflow-client.ts"
import type { Program, Registry } from "../machine/program.ts"

/** A client for each workflow of a registry, by name. */
export type WorkflowClients<Programs extends Registry> = {
  readonly [Name in keyof Programs]: Programs[Name] extends Program<infer Definition>
    ? WorkflowClient<Definition>
    : never
}
