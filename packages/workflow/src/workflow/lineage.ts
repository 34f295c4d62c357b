import { AsyncLocalStorage } from "node:async_hooks"

/** The workflows at work natively around some code, from the outermost down. */
export const lineage = (): readonly string[] => storage().getStore() ?? []

/** Runs the body of a workflow inside of those around it. */
export const inLineage = <Result>(workflow: string, code: () => Result): Result =>
  storage().run([...lineage(), workflow], code)

const key = Symbol.for("statewright.lineage")

/** One for the process: a workflow may come from another copy of this package. */
const storage = (): AsyncLocalStorage<readonly string[]> => {
  // A symbol of ours on the global object, which TypeScript cannot know.
  const place = globalThis as { [key]?: AsyncLocalStorage<readonly string[]> }
  return (place[key] ??= new AsyncLocalStorage<readonly string[]>())
}
