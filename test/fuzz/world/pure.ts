import { noteValue } from "./notes.ts"

/** An object that locals share. */
export interface Box {
  n: number
  tag: string
}

/** Objects inside of an object. */
export interface Crate {
  box: Box
  list: number[]
  spare: Box | undefined
}

/** Answers its value, and lets the test see that it was evaluated, and when. */
export const note = <Value>(at: number, value: Value): Value => noteValue(at, value)

export const add = (left: number, right: number): number => (left * 3 + right) % 97

export const join = (...parts: string[]): string => parts.join("").slice(-12)

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => (total + each) % 97, 0)

/** Throws what the language throws when there is nothing. */
export const boom = (missing: { readonly inner: { readonly n: number } } | undefined): number =>
  // oxlint-disable-next-line typescript/no-non-null-assertion -- on purpose
  missing!.inner.n

export const bump = (box: Box): number => {
  box.n = (box.n + 1) % 97
  return box.n
}

export const twice = (make: (value: number) => number, value: number): number => make(make(value))

export const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : typeof error
