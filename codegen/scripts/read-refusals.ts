import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** What fixtures are told: a code, its message with all names filled in, and the remedy. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

/** What the fixtures of a folder are refused with, each message once, sorted by message. */
export const readRefusals = (fixtures: string): Refusal[] => {
  const all = readdirSync(fixtures)
    .map((name) => join(fixtures, name, "expected.diagnostics.txt"))
    .filter((file) => existsSync(file))
    .flatMap((file) => refusalsIn(readFileSync(file, "utf8")))
  return [...new Map(all.map((each) => [each.message, each])).values()].toSorted((a, b) =>
    a.message < b.message ? -1 : 1,
  )
}

const refusalsIn = (rendered: string): Refusal[] =>
  rendered.split(/\n\n(?=\S)/).flatMap((one) => {
    const [, code, message] = /^\S+:\d+:\d+ {2}(SW\d+) {2}(.*)$/m.exec(one) ?? []
    const remedy = /^ {2}hint: (.*)$/m.exec(one)?.[1]
    return code === undefined || message === undefined || remedy === undefined ? [] : [{ code, message, remedy }]
  })
