import { readFileSync } from "node:fs"

import { breakers } from "./command/breakers.ts"
import { cache } from "./command/cache.ts"
import { codegen } from "./command/codegen.ts"
import { db } from "./command/db.ts"
import { dlq } from "./command/dlq.ts"
import { doctor } from "./command/doctor.ts"
import { events } from "./command/events.ts"
import { explainCode } from "./command/explain.ts"
import { graph } from "./command/graph.ts"
import { notices } from "./command/notices.ts"
import { runWorkflow } from "./command/run.ts"
import { runs } from "./command/runs.ts"
import { group } from "./command-line/command.ts"
import { endProcess, guardEnd } from "./command-line/end-process.ts"
import { runCommandLine } from "./command-line/run-command-line.ts"
import { exitCode } from "./error/exit-code.ts"
import { OutputLost } from "./error/output-lost.ts"
import { printError } from "./error/print-error.ts"
import { screenOf } from "./screen/screen.ts"

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string } // ours

const statewright = group("statewright", {
  about: "Compiles workflows into durable state machines, runs them, shows their runs and draws them.",
  examples: [
    ["statewright codegen", "compile the workflows of the project in this folder"],
    [`statewright run collect --input '{"count":3}' --wait`, "run one of them, and print what it answers"],
    ["statewright runs show RUN", "see what a run did, step by step"],
    ["statewright graph collect -o collect.svg", "draw a workflow"],
  ],
  commands: [codegen, runWorkflow, runs, events, dlq, notices, breakers, cache, db, graph, doctor, explainCode],
})

const parameters = process.argv.slice(2)
const screen = screenOf({ stdout: process.stdout, stderr: process.stderr, env: process.env })
globalThis.console = screen.console
// A reader that has seen enough (`statewright runs ls | head`) is no error; a full disk is one.
process.stdout.on("error", (error) => {
  if ("code" in error && error.code === "EPIPE") endProcess(exitCode.ok)
  printError(new OutputLost(error), screen, false)
  endProcess(exitCode.failed)
})
// A run goes on when nobody reads what is said about it.
process.stderr.on("error", () => {})
// Once there is a document on stdout, an error beside it would make both unreadable.
guardEnd((error) => printError(error, screen, parameters.includes("--json") && process.stdout.bytesWritten === 0))

const code = await runCommandLine(statewright, { arguments: parameters, version, screen })
await screen.flush()
// A workflow's module may hold open what keeps a process alive.
endProcess(code)
