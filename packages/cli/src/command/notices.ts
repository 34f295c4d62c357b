import { group } from "../command-line/command.ts"
import { listNotices } from "./notices-ls.ts"

/** `statewright notices`: the record of what happened around runs. */
export const notices = group("notices", {
  about: "Shows the record of what an operator may want to know. It works beside an engine, and without one.",
  examples: [["statewright notices ls --kind breaker", "when breakers opened and closed, the newest first"]],
  commands: [listNotices],
})
