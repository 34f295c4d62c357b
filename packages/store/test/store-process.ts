// A process of its own around a store: it takes commands, one JSON array a line, and answers one JSON value a line.
import { openSqliteStore } from "@statewright/store"
import { createInterface } from "node:readline"
import { moving, starting } from "../src/contract/transitions.ts"

const [path = ""] = process.argv.slice(2)
const answer = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)

const store = await openSqliteStore({ path })
let epoch = 0
answer("open")

const commands: Record<string, () => Promise<unknown>> = {
  lead: async () => {
    const found = await store.lead({ at: 1, tick: 0 })
    if (found.status === "leader") epoch = found.lease.epoch
    return { status: found.status, pid: found.status === "held" ? found.by.pid : process.pid }
  },
  start: async () =>
    store.commit(epoch, [starting("a")]).then(
      ([result]) => result?.status,
      (error) => error._tag,
    ),
  // Answers each rev only once it is stored, for ever.
  advance: async () => {
    for (let rev = 1; ; rev++) {
      await store.commit(epoch, [moving("a", rev, { frame: { kind: "delta", delta: `+${rev}` } })])
      answer(rev + 1)
    }
  },
}

for await (const line of createInterface({ input: process.stdin })) answer(await commands[line]?.())
