import { readFileSync } from "node:fs"
import { SourceMap, type SourceMapPayload } from "node:module"
import { fileURLToPath, pathToFileURL } from "node:url"

/**
 * Names the author's file, line and column in the stack of an error that a segment threw, and in those of its causes:
 * by the source map beside the machine, whatever flags the process has. What is below the segment is ours, and goes.
 * Where there is no map, or no frame of a machine, a stack stays as it is.
 */
export const nameAuthor = (error: unknown): void => {
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) rewrite(at)
}

const rewrite = (error: Error): void => {
  try {
    const stack: unknown = error.stack
    const named = typeof stack === "string" && machineFrame.test(stack) ? authorStack(stack) : undefined
    if (named !== undefined) error.stack = named
  } catch {
    // An error that is frozen, or that throws when it is looked at, stays as it is.
  }
}

const machineFrame = /\.machine\.[cm]?[jt]s/

const authorStack = (stack: string): string | undefined => {
  const lines = stack.split("\n")
  const places = lines.map(placeOfFrame)
  const last = places.findLastIndex((place) => place !== undefined)
  if (last === -1) return undefined
  // The outermost one is the segment itself, whose name is not the author's.
  return lines
    .slice(0, last + 1)
    .map((line, at) => frameText(line, places[at], at === last))
    .join("\n")
}

/** `    at map (file:///app/src/generated/shop.machine.ts:12:7)` */
const frame =
  /^(\s+at )(?:(.*) \()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*\.machine\.[cm]?[jt]s)(?:\?[^:]*)?:(\d+):(\d+)\)?$/

const placeOfFrame = (line: string): Place | undefined => {
  const [, , , file, row, column] = frame.exec(line) ?? []
  return file === undefined ? undefined : authorPlace({ file, line: Number(row), column: Number(column) })
}

const frameText = (line: string, place: Place | undefined, isSegment: boolean): string => {
  if (place === undefined) return line
  const [, at = "", name] = frame.exec(line) ?? []
  const text = `${place.file}:${place.line}:${place.column}`
  return name === undefined || isSegment ? `${at}${text}` : `${at}${name} (${text})`
}

/** A place in a file, counted from 1. */
interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** From the machine, or from what a compiler made of it, to the author's file. */
const authorPlace = ({ file, line, column }: Place): Place | undefined => {
  const entry = mapOf(file)?.findEntry(line - 1, column - 1)
  if (entry === undefined || !("originalSource" in entry) || typeof entry.originalSource !== "string") return undefined
  const found = {
    file: beside(file, entry.originalSource),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  }
  return machineFrame.test(found.file) ? authorPlace(found) : found
}

const maps = new Map<string, SourceMap | undefined>()

const mapOf = (file: string): SourceMap | undefined => {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`))
  return maps.get(file)
}

const readMap = (file: string): SourceMap | undefined => {
  try {
    const text = readFileSync(file.startsWith("file:") ? fileURLToPath(file) : file, "utf8")
    return new SourceMap(JSON.parse(text) as SourceMapPayload) // what codegen, or a compiler, writes there
  } catch {
    return undefined
  }
}

/** A relative path, seen from a file or from the URL of one. */
const beside = (file: string, path: string): string =>
  file.startsWith("file:") ? new URL(path, file).href : fileURLToPath(new URL(path, pathToFileURL(file)))
