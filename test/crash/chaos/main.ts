import { rm } from "node:fs/promises"
import { keepFound } from "./found.ts"
import { type Options, optionsOf } from "./options.ts"
import { chaosRound } from "./round.ts"
import type { Round } from "./round.ts"

const print = (text: string): boolean => process.stdout.write(`${text}\n`)

const run = async ({
  millis,
  roundMillis,
  seed,
  rounds,
  keep,
  patience,
  rest,
  at: place,
}: Options): Promise<number> => {
  const until = Date.now() + millis
  let broken = 0
  for (let at = 0; at < rounds && Date.now() < until; at++) {
    const round = await chaosRound(seed + at, {
      millis: roundMillis,
      patience,
      ...(place !== undefined && { at: place }),
    })
    print(lineOf(round))
    const isSound = round.violations.length === 0
    if (isSound || !rest) await rm(round.site.folder, { recursive: true })
    if (isSound) continue
    broken++
    for (const [invariant, broken] of Map.groupBy(round.violations, ({ invariant }) => invariant)) {
      print(`  ${invariant}: ${broken.length} times`)
      for (const { what } of broken.slice(0, 5)) print(`    ${what}`)
    }
    if (rest) print(`  What is left: ${round.site.folder}`)
    if (keep) keepFound({ seed: round.seed, found: round.violations[0]?.invariant ?? "" })
  }
  print(broken === 0 ? "Nothing is broken." : `${broken} rounds broke a promise.`)
  return broken === 0 ? 0 : 1
}

const lineOf = ({ seed, runs, effects, events, taken, leads, deeds, violations }: Round): string => {
  const done = Object.entries(deeds).map(([deed, times]) => `${deed} ${times}`)
  const verdict = violations.length === 0 ? "sound" : "BROKEN"
  return `seed ${seed}: ${verdict}; ${runs} runs, ${effects} effects, ${events} events taken ${taken} times, ${leads} leaders; ${done.join(", ")}`
}

const options = optionsOf(process.argv.slice(2), Date.now())
if ("text" in options) (options.code === 0 ? process.stdout : process.stderr).write(options.text)
process.exitCode = "text" in options ? options.code : await run(options)
