import { Console } from "node:console"
import { Writable } from "node:stream"

import { isColourful, isLive, type Paint, paintOf } from "./paint.ts"

/** Where a command writes: data to stdout, talk to stderr, and nothing else anywhere. */
export interface Screen {
  /** Writes a line, or several, of what was asked for. */
  readonly data: (text: string) => void
  /** Writes a line, or several, for the person who waits. */
  readonly talk: (text: string) => void
  /** Shows lines below all talk in place of those shown before; shows nothing unless `live`. */
  readonly show: (lines: readonly string[]) => void
  /** Whether `show` shows anything: somebody looks at a terminal. */
  readonly live: boolean
  /** How wide the terminal is. */
  readonly columns: () => number
  /** Whether talk is coloured. */
  readonly colour: boolean
  /** For data. */
  readonly dataPaint: Paint
  /** For talk. */
  readonly paint: Paint
  /** What `console` must be, so that what a project's own code logs is talk and not data. */
  readonly console: Console
  /** Resolves once everything is written. */
  readonly flush: () => Promise<void>
}

/** The streams of a process. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: NodeJS.ProcessEnv
}

/** The screen of a process. */
export const screenOf = ({ stdout, stderr, env }: Streams): Screen => {
  const live = isLive(stderr, env)
  let shown: readonly string[] = []
  const erase = (): string => (shown.length === 0 ? "" : `\u001B[${shown.length}A\u001B[J`)
  const print = (text: string, lines: readonly string[]): void => {
    const block = lines.map((line) => `${line}\n`).join("")
    const before = erase()
    shown = lines
    if (before !== "" || text !== "" || block !== "") stderr.write(before + text + block)
  }
  const write = (text: string): void => (live ? print(text, shown) : void stderr.write(text))
  const logged = new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _encoding, done) => {
      write(String(chunk))
      done()
    },
  })
  return {
    data: (text) => void stdout.write(`${text}\n`),
    talk: (text) => write(`${text}\n`),
    show: (lines) => {
      if (live) print("", lines)
    },
    live,
    columns: () => Math.max(stderr.columns ?? 0, 40),
    colour: isColourful(stderr, env),
    dataPaint: paintOf(isColourful(stdout, env)),
    paint: paintOf(isColourful(stderr, env)),
    console: new Console({ stdout: logged, stderr: logged, colorMode: false }),
    flush: async () => {
      await Promise.all([stdout, stderr].map((stream) => new Promise<void>((done) => stream.write("", () => done()))))
    },
  }
}
