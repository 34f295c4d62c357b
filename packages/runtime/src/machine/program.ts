import type { Step, Workflow } from "@statewright/workflow"
import type { EventSite } from "./event-site.ts"
import type { Machine } from "./setup.ts"

/** A compiled workflow: what the engine runs. */
export interface Program<Definition extends AnyWorkflow = AnyWorkflow> {
  readonly workflow: Definition
  /** The hash of what it means; a run names it. */
  readonly version: string
  /** The file that its conditions stand in, relative to the project; absent where it asks none. */
  readonly source?: string
  /** Where they stand, by the code that asks them: `{ for_i: ["12:7"], "pack().begin": ["src/pack.ts:3:5"] }`. */
  readonly places?: Readonly<Record<string, readonly string[]>>
  /** The body under `main`, and each helper that suspends under its name. */
  readonly procedures: Readonly<Record<string, Machine>>
  /** The steps that it starts, by name. */
  readonly steps: Readonly<Record<string, AnyStep>>
  /** The workflows that it starts. */
  readonly children: readonly AnyWorkflow[]
  /** The places where it waits for events, by id. */
  readonly events: Readonly<Record<string, EventSite>>
  /**
   * The hash of what it relies on in each step, by its name, and in each workflow that it starts, by `workflow <name>`:
   * name, input, output and errors.
   */
  readonly contracts: Readonly<Record<string, string>>
  /** How long the guarded segments of one transition may take, in ms. */
  readonly segmentTimeout?: number
}

/** A workflow whose types do not matter here. */
export type AnyWorkflow = Workflow<never, unknown, unknown>

/** A step whose types do not matter here. */
export type AnyStep = Step<never, unknown, unknown>

/** What codegen prints of a workflow. */
export interface ProgramSource<Definition extends AnyWorkflow> {
  readonly workflow: Definition
  readonly version: string
  readonly source?: string
  readonly places?: Readonly<Record<string, readonly string[]>>
  readonly main: Machine
  readonly helpers?: Readonly<Record<string, Machine>>
  readonly steps?: readonly AnyStep[]
  readonly children?: readonly AnyWorkflow[]
  readonly events?: Readonly<Record<string, EventSite>>
  readonly contracts?: Readonly<Record<string, string>>
}

/**
 * Puts together what codegen printed of one workflow.
 *
 * @example
 * export const collectProgram = program({ workflow: collect, version: "9f2c41d07a3e", main: collectMain, steps: [square] })
 */
export const program = <Definition extends AnyWorkflow>({
  workflow,
  version,
  source,
  places,
  main,
  helpers = {},
  steps = [],
  children = [],
  events = {},
  contracts = {},
}: ProgramSource<Definition>): Program<Definition> => ({
  workflow,
  version,
  ...(source !== undefined && { source }),
  ...(places !== undefined && { places }),
  procedures: { main, ...helpers },
  steps: Object.fromEntries(steps.map((step) => [step.definition.name, step])),
  children,
  events,
  contracts,
})

/** The compiled workflows of a project by the names under which they are exported. */
export type Registry = Readonly<Record<string, Program>>

/**
 * The compiled workflows of a project: what `createEngine` takes.
 *
 * @example
 * export const workflows = registry({ collect: collectProgram })
 */
export const registry = <const Programs extends Registry>(programs: Programs): Programs => programs
