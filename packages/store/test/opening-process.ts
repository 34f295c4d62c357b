// A process without rights: opens each path that it is given, and answers what came of it, one JSON value a line.
import { openSqliteStore } from "@statewright/store"

for (const path of process.argv.slice(2)) {
  const answer = await openSqliteStore({ path }).then(
    async (store) => {
      await store.close()
      return "opened"
    },
    (error: { _tag?: string; hint?: string }) => [error._tag, (error.hint ?? "") !== ""],
  )
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
