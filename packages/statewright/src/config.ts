/** What `statewright.config.ts` says of a project. */
export interface Config {
  /** Globs of the files that hold workflows, relative to the project: `"src/**\/*.workflow.ts"`. */
  readonly workflows: string | readonly string[]
  /** The folder that the generated files go to, relative to the project. */
  readonly outDir: string
  /**
   * The module, relative to the project, whose export `engineOptions` an engine is given beside its database and its
   * workflows (`layer`, `retry`, `cache`, ...): `statewright run --wait` performs runs with it.
   */
  readonly engine?: string
}

/**
 * Types the default export of `statewright.config.ts`.
 *
 * @example export default defineConfig({ workflows: "src/*.workflow.ts", outDir: "src/generated" })
 */
export const defineConfig = (config: Config): Config => config
