import { flushCompileCache } from "node:module"
import { armKillPoint } from "@statewright/store/kill-point"
import { cases } from "./cases.ts"
import { play } from "./play.ts"

// Only a test starts it: plays a case, and is killed right after its so manieth commit.
const [folder = "", index, commits] = process.argv.slice(2)
const played = cases[Number(index)]
if (played === undefined) throw new Error(`There is no case ${index}.`)
// A killed process keeps nothing of what Node has compiled for those that come after it.
flushCompileCache()
armKillPoint("tx-after", Number(commits), () => process.kill(process.pid, "SIGKILL"))
await play(folder, played)
process.exit()
