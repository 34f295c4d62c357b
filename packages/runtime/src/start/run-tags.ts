import type { Tags } from "@statewright/model"
import { InvalidTags } from "../error/invalid-tags.ts"
import type { AnyWorkflow } from "../machine/program.ts"

const most = 32
const longestName = 64
const longestText = 256

/** The tags of a run that starts: those of its workflow, and over them those given at the start. Throws `InvalidTags`. */
export const runTags = ({ definition }: AnyWorkflow, input: unknown, given: Tags | undefined): Tags | undefined => {
  if (definition.tags === undefined && given === undefined) return undefined
  const tags = { ...declaredTags(definition, input), ...checked(given, "`tags`") }
  const count = Object.keys(tags).length
  if (count > most) throw new InvalidTags(`they are ${count}, more than ${most}`)
  return count === 0 ? undefined : tags
}

/** What a workflow is found by, as it says itself. Throws `InvalidTags`. */
export const declaredTags = ({ name, tags }: AnyWorkflow["definition"], input: unknown): Tags | undefined => {
  const what = `what \`tags\` of workflow \`${name}\` answers`
  try {
    return checked(tags?.(input), what)
  } catch (error) {
    if (error instanceof InvalidTags) throw error
    throw new InvalidTags(`\`tags\` of workflow \`${name}\` throws`, error)
  }
}

/** JavaScript may have given anything. */
const checked = (tags: unknown, what: string): Tags | undefined => {
  if (tags === undefined) return undefined
  if (!isPlain(tags)) throw new InvalidTags(`${what} is no object of names and values`)
  for (const [name, value] of Object.entries(tags)) {
    checkName(name)
    checkValue(name, value)
  }
  return tags as Tags // every value was looked at
}

const isPlain = (tags: unknown): tags is object => {
  if (typeof tags !== "object" || tags === null) return false
  const prototype: unknown = Object.getPrototypeOf(tags)
  return prototype === null || prototype === Object.prototype
}

const checkName = (name: string): void => {
  if (name === "") throw new InvalidTags("a name is empty")
  const cut = JSON.stringify(name.slice(0, longestName))
  if (name.length > longestName) throw new InvalidTags(`the name ${cut}... is longer than ${longestName} characters`)
  if (/[\p{Cc}=]/u.test(name)) throw new InvalidTags(`the name ${cut} holds \`=\` or a control character`)
  if (!name.isWellFormed()) throw new InvalidTags(`the name ${cut} holds half of a surrogate pair`)
}

const checkValue = (name: string, value: unknown): void => {
  const whose = `the value of ${JSON.stringify(name)}`
  if (typeof value === "boolean") return
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new InvalidTags(`${whose} is ${value}`)
    return
  }
  if (typeof value !== "string") throw new InvalidTags(`${whose} is no text, number or boolean`)
  if (value.length > longestText) throw new InvalidTags(`${whose} has more than ${longestText} characters`)
  if (!value.isWellFormed()) throw new InvalidTags(`${whose} holds half of a surrogate pair`)
}
