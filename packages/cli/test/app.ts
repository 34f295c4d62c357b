import { type ChildProcess, spawn } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"

import { onTestFinished } from "vitest"

/** What a command left behind. */
export interface Typed {
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
}

/** A project of a user's, in a folder of its own. */
export interface App {
  readonly folder: string
  /** Types `statewright ...` and waits for its end. */
  readonly type: (...parameters: readonly string[]) => Promise<Typed>
  /** The same with settings, and with something on standard input. */
  readonly typeWith: (
    settings: { readonly env?: NodeJS.ProcessEnv; readonly stdin?: string },
    ...parameters: readonly string[]
  ) => Promise<Typed>
  /** Types `statewright ...`, and gives it once it has said `words` on stderr. */
  readonly typeUntil: (words: string, ...parameters: readonly string[]) => Promise<Started>
  readonly read: (path: string) => string
  readonly write: (path: string, content: string) => void
}

/** A command at work. */
export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Typed>
}

const here = import.meta.dirname
/** The command itself. */
export const bin = join(here, "../bin/statewright.js")

/** Copies the app of the fixtures to a new folder that can import `statewright`; the caller removes it. */
export const createApp = (): App => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "statewright-cli-")))
  cpSync(join(here, "fixtures/app"), folder, { recursive: true })
  symlinkSync(join(here, "../node_modules"), join(folder, "node_modules"))
  return appIn(folder)
}

/** The same, compiled. */
export const compiledApp = async (): Promise<App> => {
  const app = createApp()
  const { code, stderr } = await app.type("codegen")
  if (code !== 0) throw new Error(stderr)
  return app
}

/** A copy of an app, gone when the test ends. */
export const copyOf = (app: App): App => {
  const copy = emptyFolder()
  cpSync(app.folder, copy.folder, { recursive: true })
  return copy
}

/** An app with nothing in it, gone when the test ends. */
export const emptyFolder = (): App => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "statewright-cli-")))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return appIn(folder)
}

const appIn = (folder: string): App => {
  const start = (parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Started => {
    const plain = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined, ...env }
    const child = spawn(process.execPath, [bin, ...parameters], { cwd: folder, env: plain, stdio: "pipe" })
    const outputs = Promise.all([text(child.stdout), text(child.stderr)])
    const closed = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)))
    const ended = Promise.all([outputs, closed]).then(([[stdout, stderr], code]) => ({ stdout, stderr, code }))
    return { child, ended }
  }
  return {
    folder,
    type: (...parameters) => start(parameters).ended,
    typeWith: ({ env, stdin = "" }, ...parameters) => {
      const { child, ended } = start(parameters, env)
      child.stdin?.end(stdin)
      return ended
    },
    typeUntil: async (words, ...parameters) => {
      const started = start(parameters)
      await said(words, started)
      return started
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
    write: (path, content) => writeFileSync(join(folder, path), content),
  }
}

const said = (words: string, { child, ended }: Started): Promise<void> =>
  new Promise((resolve, reject) => {
    let all = ""
    child.stderr?.on("data", (chunk) => {
      all += String(chunk)
      if (all.includes(words)) resolve()
    })
    void ended.then(({ code }) => reject(new Error(`It ended with ${code} before it said "${words}":\n${all}`)))
  })
