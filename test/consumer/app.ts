import { execFile, spawn, type ChildProcess } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { basename, delimiter, dirname, join } from "node:path"
import { createInterface } from "node:readline"

import type { Tarball } from "../../scripts/pack.ts"

const require = createRequire(import.meta.url)

/** The Node that runs the tests comes first, so that npm and what it installs run on it too. */
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}` }

/** An app of someone else's: a folder outside the workspace, with the tarballs installed by npm. */
export interface App {
  readonly folder: string
  /** Runs a command to its end, as a user types it, and gives what it printed; fails with all that it said. */
  readonly type: (command: string, ...parameters: readonly string[]) => Promise<string>
  /** Runs a command and kills it with SIGKILL as soon as it prints `line`. */
  readonly typeAndKillAt: (line: string, command: string, ...parameters: readonly string[]) => Promise<void>
  readonly read: (path: string) => string
  readonly write: (path: string, text: string) => void
}

/** Copies a folder of sources to an empty one and installs the tarballs there. */
export const installApp = async (sources: string, tarballs: readonly Tarball[]): Promise<App> => {
  const app = appIn(mkdtempSync(join(tmpdir(), "statewright-consumer-")))
  cpSync(sources, app.folder, { recursive: true })
  app.write("package.json", JSON.stringify(packageJson(basename(sources), tarballs), undefined, 2))
  await app.type("npm", "install", "--no-audit", "--no-fund", "--prefer-offline")
  return app
}

const packageJson = (name: string, tarballs: readonly Tarball[]): object => {
  const files = Object.fromEntries(tarballs.map((each) => [each.name, `file:${each.file}`]))
  return {
    name,
    private: true,
    type: "module",
    dependencies: { statewright: files["statewright"], zod: installed("zod") },
    devDependencies: {
      "@statewright/cli": files["@statewright/cli"],
      "@types/node": installed("@types/node"),
      typescript: installed("typescript"),
    },
    // No registry has these versions of our own packages.
    overrides: files,
  }
}

/** The version that this workspace has of a library. */
const installed = (library: string): string => {
  const json = JSON.parse(readFileSync(require.resolve(`${library}/package.json`), "utf8")) as { version: string } // npm's.
  return json.version
}

const appIn = (folder: string): App => ({
  folder,
  type: (command, ...parameters) =>
    new Promise((resolve, reject) => {
      execFile(command, parameters, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(new Error(`${error.message}\n${stdout}\n${stderr}`, { cause: error }))
      })
    }),
  typeAndKillAt: async (line, command, ...parameters) => {
    const child = spawn(command, parameters, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] })
    await killAt(line, child)
  },
  read: (path) => readFileSync(join(folder, path), "utf8"),
  write: (path, text) => writeFileSync(join(folder, path), text),
})

const killAt = (line: string, child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    const said: string[] = []
    const note = (each: string): void => {
      said.push(each)
      if (each === line) child.kill("SIGKILL")
    }
    if (child.stdout !== null) createInterface(child.stdout).on("line", note)
    if (child.stderr !== null) createInterface(child.stderr).on("line", note)
    child.once("error", reject)
    child.once("close", (code, signal) => {
      if (signal === "SIGKILL") resolve()
      else reject(new Error(`It ended with ${code ?? signal} before it said "${line}":\n${said.join("\n")}`))
    })
  })
