import { Option } from "effect"
import { Argument, Flag } from "effect/cli"

/** What a flag says of itself. */
export interface FlagFacts {
  readonly about: string
  /** What stands for the value in the help: `FILE`. */
  readonly as: string
  /** The letter after one dash. */
  readonly short?: string
}

/** A flag with a text: `--database runs.db`. */
export const text = (name: string, facts: FlagFacts): Flag.Flag<string | undefined> =>
  optional(
    described(Flag.String(name), facts).pipe(
      // A variable of the shell that is not set.
      Flag.filter(
        (value) => value !== "",
        () => `Expected: ${facts.as}`,
      ),
    ),
  )

/** A flag with a text that may stand several times: `--tag tenant=acme --tag amount=12`. */
export const texts = (name: string, facts: FlagFacts): Flag.Flag<readonly string[]> =>
  described(Flag.String(name), facts).pipe(Flag.atLeast(0))

/** A flag with a whole number, 1 or more. */
export const count = (name: string, facts: FlagFacts & { readonly fallback: number }): Flag.Flag<number> =>
  described(Flag.Int(name), facts).pipe(
    Flag.filter(
      (value) => value >= 1,
      (value) => `Expected a number from 1, and not ${value}`,
    ),
    Flag.withDefault(facts.fallback),
  )

/** A flag with a whole number of any kind. */
export const integer = (name: string, facts: FlagFacts): Flag.Flag<number | undefined> =>
  optional(described(Flag.Int(name), facts))

/** A flag with one of a few words. */
export const choice = <const Words extends readonly string[]>(
  name: string,
  words: Words,
  facts: FlagFacts,
): Flag.Flag<Words[number] | undefined> => optional(described(Flag.Literals(name, words), facts))

/** A flag that stands or does not. */
export const toggle = (name: string, about: string): Flag.Flag<boolean> =>
  Flag.Boolean(name).pipe(Flag.withDescription(about), Flag.withoutNegation, Flag.withDefault(false))

/** A word without a flag: the name of a workflow, the id of a run. */
export const word = (name: string, about: string): Argument.Argument<string> =>
  Argument.String(name).pipe(Argument.withDescription(about))

/** A word that may be left out. */
export const maybeWord = (name: string, about: string): Argument.Argument<string | undefined> =>
  word(name, about).pipe(Argument.optional, Argument.map(Option.getOrUndefined))

const described = <Value>(flag: Flag.Flag<Value>, { about, as, short }: FlagFacts): Flag.Flag<Value> => {
  const named = flag.pipe(Flag.withDescription(about), Flag.withMetavar(as))
  return short === undefined ? named : named.pipe(Flag.withAlias(short))
}

const optional = <Value>(flag: Flag.Flag<Value>): Flag.Flag<Value | undefined> =>
  flag.pipe(Flag.optional, Flag.map(Option.getOrUndefined))
