/** What a stub is told beside its input. */
export interface StubCall {
  /** Counts from 1; a stub that throws is not tried again. */
  readonly attempt: number
  /** How often this step was called so far in the run, this call included. */
  readonly call: number
}

/**
 * Stands for a step in a test: gets the parsed input; answers, or throws, what the step would.
 *
 * @example const charge: Stub = async ({ cents }: OutputOf<typeof quote>) => ({ receipt: `r-${cents}` })
 */
export type Stub = (input: never, call: StubCall) => unknown

/** Stubs by the names of their steps. */
export type Stubs = Readonly<Record<string, Stub>>
