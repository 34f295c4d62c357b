import type { Store } from "@statewright/store"
import { existsSync } from "node:fs"

import { defaultDatabase } from "../command-line/shared-flags.ts"
import { readDatabase } from "../run/open-database.ts"
import { momentText } from "../screen/time-text.ts"
import { checkKeys } from "./check-keys.ts"
import { checkParked } from "./check-parked.ts"
import { type Finding, findingOf } from "./finding.ts"

/** What is wrong with a database. The default one need not be there: it comes with the first run. */
export const checkDatabase = async (path: string | undefined): Promise<readonly Finding[]> => {
  const file = path ?? defaultDatabase
  if (path === undefined && !existsSync(file)) {
    return [{ subject: "database", status: "none", says: `there is no ${file} yet` }]
  }
  try {
    return await readDatabase(file, async (store) => [
      await checkFile(store, file),
      ...(await checkKeys(file)),
      ...(await checkParked(store)),
      await checkLeader(store),
    ])
  } catch (error) {
    return [findingOf("database", error)]
  }
}

const checkFile = async (store: Store, file: string): Promise<Finding> => {
  const problems = await store.check()
  if (problems.length > 0) {
    const remedy = "Keep a copy of the file and of those beside it, then restore a backup."
    return {
      subject: "database",
      status: "wrong",
      says: `${file} is damaged:\n${problems.slice(0, 10).join("\n")}`,
      remedy,
    }
  }
  const { runs } = await store.counts()
  const counts = Object.entries(runs).filter(([, number]) => number > 0)
  return {
    subject: "database",
    status: "ok",
    says: `the file ${file} is sound, its snapshots were not read (statewright db check does): ${counts.map(([status, number]) => `${number} ${status}`).join(", ") || "no runs"}`,
  }
}

const checkLeader = async (store: Store): Promise<Finding> => {
  const leader = await store.leader()
  if (leader !== undefined) {
    return { subject: "leader", status: "ok", says: `process ${leader.pid} leads since ${momentText(leader.since)}` }
  }
  const { runs, pendingInbox } = await store.counts()
  const waiting = runs.running + pendingInbox
  if (waiting === 0) return { subject: "leader", status: "none", says: "no process leads, and nothing waits for one" }
  return {
    subject: "leader",
    status: "none",
    says: `no process leads, and runs wait for one: ${waiting}`,
    remedy: "Start your app, or go on with one run: statewright run NAME --id RUN --wait",
  }
}
