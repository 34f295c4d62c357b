import type { Store } from "@statewright/store"

import { defaultDatabase } from "../command-line/shared-flags.ts"
import type { Screen } from "../screen/screen.ts"

/** Says what became of a request, where the process that leads has not taken it yet. */
export const tellDone = async (
  store: Store,
  {
    isTaken,
    done,
    database,
  }: { readonly isTaken: boolean; readonly done: string; readonly database: string | undefined },
  screen: Screen,
): Promise<void> => {
  if (isTaken) return screen.talk(done)
  const leader = await store.leader()
  screen.talk(
    leader === undefined
      ? `Stored. No process leads ${database ?? defaultDatabase} now: it is done when one does.`
      : `Stored. Process ${leader.pid} takes it up.`,
  )
}
