import type { Prepare } from "./statement.ts"

/** The process that leads on the file, if it is another one and can be told: a frozen one holds no reader up. */
export const otherLeader = (prepare: Prepare): (() => number | undefined) => {
  const present = prepare("other-leader/present", (q) => q.selectFrom("leader").select("pid"))
  return () => {
    try {
      const pid = present.get({})?.pid ?? 0
      return pid === 0 || pid === process.pid ? undefined : pid
    } catch {
      // This only adds to what is told of another error.
      return undefined
    }
  }
}
