import { shownValue } from "@statewright/model"
import { InvalidOption } from "../option/invalid-option.ts"
import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { aFunction } from "../option/option-kind.ts"

/** What is looked at of a workflow that a link names. */
export interface ChainTarget {
  (input: never): Promise<unknown>
  readonly definition: { readonly name: string }
}

type GivenTo<Target extends ChainTarget> = Target extends (input: infer Input) => Promise<unknown> ? Input : never

/** What a link makes of what it comes from. */
export interface LinkOptions<From, Input> {
  /** The input of the next run; without it, what the link comes from is the input. */
  readonly input?: (from: From) => Input
  /** Whether the next run starts at all. */
  readonly when?: (from: From) => boolean
}

type GivenOptions<From, Input> = [From] extends [Input]
  ? [options?: LinkOptions<From, Input>]
  : void extends Input
    ? [options?: LinkOptions<From, Input>]
    : [options: LinkOptions<From, Input> & { readonly input: (from: From) => Input }]

/** Names a workflow that starts where another one ends; `input` may be left out where one's output is the other's input. */
export type Link<From> = <Target extends ChainTarget>(
  target: Target,
  ...options: GivenOptions<From, GivenTo<Target>>
) => Chained

/** A link, as `onComplete`, `onFailure` and `onCancel` list it. */
export interface Chained {
  readonly target: ChainTarget
  readonly options: LinkOptions<never, unknown>
}

/** What a link of `onFailure` comes from. */
export interface FailedEnd<Input> {
  readonly error: unknown
  readonly input: Input
}

/** What a link of `onCancel` comes from. */
export interface CancelledEnd<Input> {
  readonly reason?: string
  readonly input: Input
}

/** How a run ended, as its chains see it. */
export type ChainedEnd =
  | { readonly on: "complete"; readonly from: unknown }
  | { readonly on: "failure"; readonly from: FailedEnd<unknown> }
  | { readonly on: "cancel"; readonly from: CancelledEnd<unknown> }

/** A run that is to start because another one has ended; or why it does not. */
export type ChainedStart =
  | { readonly workflow: string; readonly input: unknown }
  | { readonly workflow: string; readonly error: unknown }

/** The chains of a workflow, as whoever ends a run calls them. */
export type ChainFunction = (link: (target: ChainTarget, options?: LinkOptions<never, unknown>) => Chained) => unknown

/** What a workflow says of the runs that its end starts. */
export interface ChainFunctions {
  readonly onComplete?: ChainFunction
  readonly onFailure?: ChainFunction
  readonly onCancel?: ChainFunction
}

/**
 * The runs that start when a run of a workflow ends, in the author's order. A link whose condition or mapping throws
 * stands there with the error, and keeps no other from starting; what throws is the author's list itself.
 */
export const chainedStarts = (
  definition: ChainFunctions & { readonly name: string },
  end: ChainedEnd,
): readonly ChainedStart[] => {
  const [option, list] = functionFor(definition, end)
  if (list === undefined) return []
  const of = `${option} of workflow \`${definition.name}\``
  const chained: unknown = list((target, options = {}) => checked(of, target, options))
  if (!Array.isArray(chained) || !chained.every(isChained)) {
    throw new InvalidOption(of, `it gave ${shownValue(chained)}`, "Return a list of links: `(link) => [link(next)]`.")
  }
  return chained.flatMap((each) => startOf(each, end.from, of))
}

const functionFor = (
  { onComplete, onFailure, onCancel }: ChainFunctions,
  { on }: ChainedEnd,
): readonly [name: string, list: ChainFunction | undefined] => {
  switch (on) {
    case "complete":
      return ["onComplete", onComplete]
    case "failure":
      return ["onFailure", onFailure]
    case "cancel":
      return ["onCancel", onCancel]
  }
}

const optionKinds: OptionKinds<LinkOptions<never, unknown>> = { input: aFunction, when: aFunction }

const checked = (of: string, target: ChainTarget, options: LinkOptions<never, unknown>): Chained => {
  if (typeof target !== "function" || !("definition" in target)) {
    throw new InvalidOption(of, `\`link\` was given ${shownValue(target)}`, "Give it a workflow.")
  }
  checkOptions(of, options, optionKinds)
  return { target, options }
}

const isChained = (value: unknown): value is Chained =>
  typeof value === "object" && value !== null && "target" in value && typeof value.target === "function"

const startOf = ({ target, options }: Chained, from: unknown, of: string): readonly ChainedStart[] => {
  const workflow = target.definition.name
  // The types of the author's functions were compared where the link was written.
  const { input, when } = options as LinkOptions<unknown, unknown> // whatever it maps
  try {
    const starts: unknown = when === undefined ? true : when(from)
    if (typeof starts !== "boolean") {
      const problem = `\`when\` of the link to \`${workflow}\` answered ${shownValue(starts)}`
      throw new InvalidOption(of, problem, "Answer true or false, without a promise.")
    }
    return starts ? [{ workflow, input: input === undefined ? from : input(from) }] : []
  } catch (error) {
    return [{ workflow, error }]
  }
}
