import { readRuns } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { count, text, toggle } from "../command-line/flag.ts"
import { defaultDatabase, runWord, sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { Usage } from "../error/usage.ts"
import { branchesAmong } from "../run/branches-among.ts"
import { readDatabase } from "../run/open-database.ts"
import { branchJson, goesOn, iso, runDetailJson, stepJson, treeJson } from "../run/run-json.ts"
import { runIdOf } from "../run/run-id-of.ts"
import { runText } from "../run/run-text.ts"
import { storedRun } from "../run/stored-run.ts"
import { treeText } from "../run/tree-text.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright runs show`: shows one run. */
export const showRun = command("show", {
  about:
    "Shows a run: where it rests, what went in and came out, every step with its attempts, and every branch taken.",
  examples: [
    ["statewright runs show RUN", "one run"],
    ["statewright runs show RUN --limit 20 --cursor 100", "its steps from the 101st on"],
    ["statewright runs show RUN --tree", "the runs that it comes from, and that came from it"],
    ["statewright runs show RUN --json", "for a program"],
  ],
  takes: {
    id: runWord,
    limit: count("limit", {
      as: "N",
      about: "At most so many steps; with --json so many branches and runs, too. Default: 100.",
      fallback: 100,
    }),
    cursor: text("cursor", { as: "CURSOR", about: "Go on where the last page of steps ended." }),
    tree: toggle("tree", "Show where it comes from, and all that came from that, one line for each run."),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ id, limit, cursor = "0", tree, database, json }, screen) => {
    if (tree) {
      const found = await readDatabase(database, async (store) => {
        const shown = await runIdOf(store, id)
        return { shown, tree: await readRuns(store).tree(shown) }
      })
      screen.data(
        json
          ? jsonText(envelope("runs.tree/1", treeJson(found.tree)))
          : treeText(found.tree, { shown: found.shown, now: Date.now(), paint: screen.dataPaint }),
      )
      return exitCode.ok
    }
    const from = Number(cursor)
    if (!/^\d+$/.test(cursor)) {
      throw new Usage(`${cursor} is no cursor.`, "Give what the page before printed as `next`.")
    }
    const run = await readDatabase(database, async (store) =>
      storedRun(store, await runIdOf(store, id), database ?? defaultDatabase),
    )
    const { detail, begun, spans, timers, led, cancel } = run
    const next = detail.steps.length > from + limit ? String(from + limit) : undefined
    const to = from + limit
    // What was taken behind a page's last step stands before the first one of the next.
    const branches = new Map(
      [...branchesAmong(detail)].filter(
        ([before]) =>
          from <= before && (before < to || next === undefined) && (from === 0 || from < detail.steps.length),
      ),
    )
    const page = { from, steps: detail.steps.slice(from, to), spans: spans.slice(from, to), branches }
    if (json) {
      const waits = timers.map(({ kind, waitId, dueAt }) => ({ kind, wait: waitId, dueAt: iso(dueAt) }))
      const data = {
        ...runDetailJson(detail, { from, to }),
        begun,
        ...(cancel !== undefined && { cancel: { ...cancel, askedAt: iso(cancel.askedAt) } }),
        ...(led !== undefined && { ledBy: "pid" in led ? led.pid : null }),
        timers: waits,
        stepCount: detail.steps.length,
        steps: page.steps.map(stepJson),
        branches: [...branches.values()].flat().map(branchJson),
      }
      screen.data(jsonText(envelope("runs.show/1", data, goesOn(detail, to) ? String(to) : undefined)))
      return exitCode.ok
    }
    screen.data(runText(run, { page, now: Date.now(), paint: screen.dataPaint }))
    if (next !== undefined) screen.talk(screen.paint.dim(`There are more steps: add --cursor ${next}`))
    return exitCode.ok
  },
})
