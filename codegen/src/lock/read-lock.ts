import type { Lock, LockedId } from "./lock.ts"
import { lockHead } from "./print-lock.ts"

/** A lock, or the first line that is none of its lines. */
export type ReadLock =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly line: number; readonly problem: string }

/** Reads the text of a lock, in any order of its lines and with any line ends; an empty one is a new one. */
export const readLock = (text: string): ReadLock => {
  const workflows = new Map<string, { removed: boolean; ids: LockedId[] }>()
  const steps = new Map<string, boolean>()
  const seen = new Map<string, number>()
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/)
  const format = lines.findIndex((line) => line.startsWith("format "))
  const workflowOf = (name: string) => {
    const found = workflows.get(name) ?? { removed: false, ids: [] }
    workflows.set(name, found)
    return found
  }
  for (const [index, line] of lines.entries()) {
    const refused = (problem: string): ReadLock => ({ ok: false, line: index + 1, problem })
    if (mergeMark.test(line)) return refused("is the mark of a merge that is not solved")
    if (line === "" || line.startsWith("#")) continue
    if (line === lockHead.at(-1)) continue
    if (index === format) return refused("names a format that this version of codegen does not know")
    if (format === -1) return refused("stands in a file that does not begin as a lock does")
    const read = readLine(line)
    if (read === undefined) return refused("is no line of a lock")
    const what = `${read.kind === "id" ? "" : read.kind} ${line.split(" ", 1).join("")}`
    const other = seen.get(what)
    if (other !== undefined) return refused(`says again what line ${other} says of the same id`)
    seen.set(what, index + 1)
    if (read.kind === "id") workflowOf(read.name).ids.push(read.id)
    else if (read.kind === "step") steps.set(read.name, read.removed)
    else workflowOf(read.name).removed = read.removed
  }
  return { ok: true, lock: { workflows, steps } }
}

const mergeMark = /^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/

type Line =
  | { readonly kind: "step"; readonly name: string; readonly removed: boolean }
  | { readonly kind: "workflow"; readonly name: string; readonly removed: boolean }
  | { readonly kind: "id"; readonly name: string; readonly id: LockedId }

const readLine = (line: string): Line | undefined => {
  const named = /^([^\s/]+) (step|workflow)( removed)?$/.exec(line)
  if (named !== null) {
    const name = unescaped(named[1])
    return name === undefined
      ? undefined
      : { kind: named[2] === "step" ? "step" : "workflow", name, removed: named[3] !== undefined }
  }
  const parts = idLine.exec(line)?.groups
  const name = unescaped(parts?.["workflow"])
  if (parts === undefined || name === undefined) return undefined
  const { path = "", kind = "", detail = "", shape = "", after, as, removed } = parts
  const id = {
    path,
    kind,
    likeness: { detail, shape },
    ...(after !== undefined && { after }),
    ...(as !== undefined && { name: as }),
    removed: removed !== undefined,
  }
  return { kind: "id", name, id }
}

const idLine =
  /^(?<workflow>[^\s/]+)\/(?<path>\S+) (?<kind>\S+) (?<detail>[\da-f]{8})-(?<shape>[\da-f]{8})( after (?<after>\S+))?( as (?<as>\S+))?(?<removed> removed)?$/

const unescaped = (text: string | undefined): string | undefined => {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return undefined
  }
}
