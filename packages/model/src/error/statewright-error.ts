/** What every error of Statewright's own carries. */
export interface ErrorFacts {
  /** Stable for ever: `RUN-003`. */
  readonly code: string
  /** What failed. */
  readonly message: string
  /** What to do next. */
  readonly hint: string
  readonly cause?: unknown
}

/**
 * The base of every error that Statewright itself raises: compare by `_tag` or `code`, never by class.
 *
 * @example
 * class RunNotFound extends StatewrightError {
 *   readonly _tag = "RunNotFound"
 *   constructor(runId: string) {
 *     super({ code: "RUN-001", message: `There is no run ${runId}.`, hint: "List runs with `statewright runs ls`." })
 *   }
 * }
 */
export abstract class StatewrightError extends Error {
  abstract readonly _tag: string
  readonly code: string
  readonly hint: string

  constructor(facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.code = facts.code
    this.hint = facts.hint
  }

  override get name(): string {
    return this._tag
  }
}

/** Whether `value` is an error of Statewright's own, of whatever copy of the package. */
export const isStatewrightError = (value: unknown): value is StatewrightError =>
  value instanceof Error && "_tag" in value && "code" in value && "hint" in value
