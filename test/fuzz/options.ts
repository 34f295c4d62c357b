import { parseArgs } from "node:util"

const usage = `pnpm fuzz: makes workflows, runs each as the function that it is and as the machine that it is compiled
into, in memory, stored at every wait, and with every completion twice; and tells where the two part.

  --kind random      all there is, from a seed (the default)
         helpers     as random, but full of async functions that are at work side by side
         each        each seldom construct in a few places
         jumps       out of every part of a \`try\`
         found       what was found before, as the tests run it
  --seed <n>         the first program (1)
  --programs <n>     how many (200; all there are of \`each\`, \`jumps\` and \`found\`)
  --plans <n>        how many ways through each program, at most (24)
  --print            only shows the first program
  --coverage         tells in the end how often each construct was made, compiled and run
  --no-keep          does not keep in test/fuzz/found what it finds
  --no-shrink        does not make it small
  --help             this
`

/** What the fuzzer is asked to do. */
export type Options = ReturnType<typeof read>["values"]

/** Reads the command line; answers the text to show where it asks for help, or for what there is not. */
export const optionsOf = (given: readonly string[], kinds: readonly string[]): Options | Shown => {
  try {
    const { values } = read(given)
    if (values.help) return { text: usage, code: 0 }
    if (!kinds.includes(values.kind)) return wrong(`There is no kind \`${values.kind}\`.`)
    const unfit = (["seed", "programs", "plans"] as const).find((name) => !/^\d+$/.test(values[name] ?? "0"))
    return unfit === undefined ? values : wrong(`\`--${unfit}\` takes a number, not \`${values[unfit]}\`.`)
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

/** A text instead of programs. */
export interface Shown {
  readonly text: string
  readonly code: number
}

const wrong = (problem: string): Shown => ({ text: `${problem}\n\n${usage}`, code: 2 })

const read = (given: readonly string[]) =>
  parseArgs({
    args: [...given],
    options: {
      kind: { type: "string", default: "random" },
      seed: { type: "string", default: "1" },
      programs: { type: "string" },
      plans: { type: "string", default: "24" },
      print: { type: "boolean", default: false },
      coverage: { type: "boolean", default: false },
      keep: { type: "boolean", default: true },
      shrink: { type: "boolean", default: true },
      help: { type: "boolean", short: "h", default: false },
    },
    allowNegative: true,
  })
