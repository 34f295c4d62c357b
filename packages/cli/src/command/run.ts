import { type Duration, durationMillis } from "@statewright/workflow"
import { Ids } from "@statewright/runtime"
import { Context } from "effect"

import { command } from "../command-line/command.ts"
import { integer, text, texts, toggle, word } from "../command-line/flag.ts"
import { defaultDatabase, sharedFlags } from "../command-line/shared-flags.ts"
import { Usage } from "../error/usage.ts"
import { findProject } from "../project/find-project.ts"
import { loadEngine, loadEngineOptions, loadWorkflows, programNamed } from "../project/load-workflows.ts"
import { requireFresh } from "../project/require-fresh.ts"
import { acceptRun } from "../run/accept-run.ts"
import { performRun } from "../run/perform-run.ts"
import { readValue } from "../run/read-input.ts"
import { readTags } from "../run/read-tags.ts"
import { checkInput, type RunRequest } from "../run/run-request.ts"
import { runCommandText } from "../run/typed-command.ts"

/** `statewright run`: starts a run, and performs it. */
export const runWorkflow = command("run", {
  about:
    "Starts a run of a workflow. With --wait this process performs it, shows how it goes and prints its output. " +
    "Without, the run is stored and its id printed: the process that leads the database performs it.",
  examples: [
    [`statewright run collect --input '{"count":3}' --wait`, "run it here, and print the output"],
    [
      "statewright run collect --input @job.json --id job-7 --wait",
      "start it, or go on with it: the same id is the same run",
    ],
    ["statewright run collect --id job-7 --wait", "go on with a run that was started before"],
    ["echo '{\"count\":3}' | statewright run collect --input -", "hand it to the app that leads ./statewright.db"],
  ],
  takes: {
    name: word("name", "The workflow."),
    input: text("input", {
      as: "INPUT",
      about: "JSON as it is, @FILE, or - for standard input. Without it: what is stored under --id, or nothing.",
    }),
    id: text("id", { as: "ID", about: "The run's id: makes a start safe to repeat. Default: a new one." }),
    tag: texts("tag", { as: "NAME=VALUE", about: "A word that the run is found by; may stand several times." }),
    tenant: text("tenant", {
      as: "TENANT",
      about: "Whose run it is: it sees no cached answers of others. Default: what is stored under --id, or nobody's.",
    }),
    priority: integer("priority", {
      as: "N",
      about: "Where it stands in line, it goes before lower ones. Default: 0.",
    }),
    wait: toggle("wait", "Perform it here, and wait until it ends."),
    timeout: text("timeout", {
      as: "DURATION",
      about: 'With --wait: give up waiting after this long ("30 seconds") and exit with 7. The run stays.',
    }),
    database: sharedFlags.database,
    project: sharedFlags.project,
    json: sharedFlags.json,
  },
  run: async ({ name, input, id, tag, priority = 0, wait, timeout, ...shared }, screen) => {
    const { tenant, database = defaultDatabase, project: folder, json } = shared
    if (timeout !== undefined && !wait) {
      throw new Usage("--timeout stands without --wait.", "Add --wait, or leave out --timeout.")
    }
    const millis = timeout === undefined ? undefined : durationMillis(timeout as Duration) // refuses what is none
    const given = input === undefined ? undefined : { value: await readValue("--input", input) }
    const project = await findProject(folder)
    requireFresh(project, folder)
    const workflows = await loadWorkflows(project, folder)
    const program = programNamed(workflows, name)
    const request: RunRequest = {
      name,
      program,
      given,
      id: id ?? Context.get(Context.empty(), Ids).run(),
      tags: readTags(tag),
      tenant,
      priority,
      database,
      json,
      again: (runId) => runCommandText({ name, id: runId, database, folder }),
    }
    await checkInput(request)
    if (!wait) return acceptRun(request, screen)
    const limit = timeout === undefined || millis === undefined ? undefined : { text: timeout, millis }
    const createEngine = await loadEngine(project)
    return performRun(request, { screen, workflows, createEngine, options: await loadEngineOptions(project), limit })
  },
})
