import type { RunInfo } from "@statewright/runtime"
import { readRuns } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { choice, count, text, texts } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { Usage } from "../error/usage.ts"
import { readDatabase } from "../run/open-database.ts"
import { readMoment } from "../run/read-moment.ts"
import { readTagFilter } from "../run/read-tags.ts"
import { runJson } from "../run/run-json.ts"
import { statusText } from "../run/status-text.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableId, printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { lengthText, momentText } from "../screen/time-text.ts"

/** `statewright runs ls`: lists runs. */
export const listRuns = command("ls", {
  about: "Lists runs, the newest first.",
  examples: [
    ["statewright runs ls", "the newest runs"],
    ["statewright runs ls --workflow collect --status failed", "the failed runs of one workflow"],
    ["statewright runs ls --tag tenant=acme --tag amount=12", "those with both tags"],
    ["statewright runs ls --root RUN --status failed", "what failed of all that came from a run"],
    ["statewright runs ls --json --limit 100", "for a program; `next` is the cursor of the next page"],
  ],
  takes: {
    workflow: text("workflow", { as: "NAME", about: "Only runs of this workflow." }),
    status: choice("status", ["queued", "running", "parked", "completed", "failed", "cancelled"], {
      as: "STATUS",
      about: "Only runs of this status.",
    }),
    state: text("state", { as: "STATE", about: "Only runs that rest in this state, as `runs ls` shows it." }),
    tag: texts("tag", { as: "NAME=VALUE", about: "Only runs with this tag; several: with all of them." }),
    parent: text("parent", {
      as: "RUN",
      about: "Only runs that came from this one: its children, detached and chained runs.",
    }),
    root: text("root", { as: "RUN", about: "Only runs that came from this one, itself or through others." }),
    after: text("after", { as: "TIME", about: "Only runs started then or later: 2026-11-23, 2026-11-23T09:30Z." }),
    before: text("before", { as: "TIME", about: "Only runs started before then." }),
    limit: count("limit", { as: "N", about: "At most so many. Default: 50.", fallback: 50 }),
    cursor: text("cursor", { as: "CURSOR", about: "Go on where the last page ended." }),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ workflow, status, state, tag, parent, root, after, before, limit, cursor, database, json }, screen) => {
    if (cursor !== undefined && !/^\d+\/./.test(cursor)) {
      throw new Usage(`${cursor} is no cursor.`, "Give what the page before printed as `next`.")
    }
    const filter = {
      limit,
      tags: readTagFilter(tag),
      ...(workflow && { workflow }),
      ...(status && { status }),
      ...(state && { state }),
      ...(parent && { parent }),
      ...(root && { root }),
      ...(after && { startedAfter: readMoment("after", after) }),
      ...(before && { startedBefore: readMoment("before", before) }),
      ...(cursor && { cursor }),
    }
    const { list, accepted } = await readDatabase(database, async (store) => ({
      list: await readRuns(store).list(filter),
      accepted: (await store.counts()).pendingInbox,
    }))
    const { runs, next } = list
    if (json) {
      screen.data(jsonText(envelope("runs.ls/1", runs.map(runJson), next)))
      return exitCode.ok
    }
    if (runs.length === 0) screen.talk("No run fits.")
    else {
      screen.data(
        table(
          head,
          runs.map((run) => rowOf(run, screen.dataPaint)),
        ),
      )
    }
    if (accepted > 0) {
      screen.talk(screen.paint.dim(`Accepted, and not begun: ${accepted}. A process that leads takes them up.`))
    }
    if (next !== undefined) screen.talk(screen.paint.dim(`There are more: add --cursor ${printableLine(next)}`))
    return exitCode.ok
  },
})

const head = ["RUN", "WORKFLOW", "STATUS", "STARTED", "TOOK", "RESTS IN"]

const rowOf = (
  { id, workflow, status, createdAt, endedAt, state, parkedReason }: RunInfo,
  paint: Paint,
): readonly string[] => [
  printableId(id),
  printableLine(workflow),
  statusText(status, paint),
  momentText(createdAt),
  endedAt === undefined ? "" : lengthText(endedAt - createdAt),
  printableLine(parkedReason ?? state ?? ""),
]
