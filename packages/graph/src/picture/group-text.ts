import type { GroupWait, UseVerb } from "@statewright/model"

/**
 * What a group is, in a word or two.
 *
 * @example groupTitle(wait, "forEach(lines, async (line) => { ...") // "forEach lines"
 */
export const groupTitle = ({ word, key }: GroupWait, label: string): string => {
  if (word === "forEach") return ["forEach", firstArgument(label)].join(" ").trim()
  return key === undefined ? word : `${word} ${key}`
}

/**
 * How a group goes about its branches, each in a few words.
 *
 * @example groupNotes(wait) // ["one is enough", "others are cancelled"]
 */
export const groupNotes = ({ word, join, losers, mode, limit, timeout }: GroupWait): readonly string[] => {
  const isDecidedEarly = join === undefined ? word === "race" : join !== "all"
  const fate = losers ?? (isDecidedEarly ? "cancel" : undefined)
  return [
    ...(mode === undefined ? [] : [modes[mode]]),
    ...(join === undefined ? (word === "race" ? ["the first is taken"] : []) : [joinText(join)]),
    ...(fate === undefined ? [] : [fates[fate]]),
    ...(limit === undefined ? [] : [isNumber.test(limit) ? `at most ${limit} at once` : `limit: ${limit}`]),
    ...(timeout === undefined ? [] : [`each at most ${timeout}`]),
  ]
}

const modes = { sequential: "one after another", parallel: "in parallel" } as const

const joins = new Map([
  ["all", "all are needed"],
  ["any", "one is enough"],
  ["majority", "the majority is enough"],
])

const joinText = (join: string): string =>
  joins.get(join) ?? (join.startsWith("atLeast(") ? enough(join.slice("atLeast(".length, -1)) : `join ${join}`)

const enough = (count: string): string => (count === "1" ? "one is enough" : `${count} are enough`)

const fates = { cancel: "others are cancelled", await: "others are awaited", detach: "others go on alone" } as const

const isNumber = /^[\d_]+$/

/** What is asked of a pool, a barrier or a scope. */
export const useText = {
  add: "added to a pool",
  until: "waits for a pool",
  complete: "completes a pool",
  cancel: "cancels a pool",
  stop: "cancels a scope",
  arrive: "arrives at a barrier",
} as const satisfies Record<UseVerb, string>

/**
 * What is asked of a pool, with its name where that is short.
 *
 * @example useTitle("add", "packing.add(() => pack(item))") // "added to packing"
 */
export const useTitle = (verb: UseVerb, label: string): string => {
  const pool = /^([\w$.]+)\.add\(/.exec(label)?.[1]
  return verb === "add" && pool !== undefined ? `added to ${pool}` : useText[verb]
}

/** The first argument of a call, where the label is long enough to hold it. */
const firstArgument = (label: string): string => {
  const open = label.indexOf("(")
  let depth = 0
  let quote = ""
  for (let at = open + 1; at < label.length; at++) {
    const char = label.charAt(at)
    if (quote !== "") {
      if (char === "\\") at++
      else if (char === quote) quote = ""
    } else if ("\"'`".includes(char)) quote = char
    else if ("([{".includes(char)) depth++
    else if (")]}".includes(char)) depth--
    else if (char === "," && depth === 0) return label.slice(open + 1, at)
  }
  return ""
}
