import { createEngine } from "statewright/engine"
import { workflows } from "./generated/index.ts"
import { probe } from "./probe.ts"

// `node resume-worker.ts WORKFLOW DATABASE STEPS`: finishes this many steps of the run there, says when it is at the next,
// and dies by SIGKILL in the one after: a step that ends its process again and again would park the run.
const [workflow, database = "", steps] = process.argv.slice(2)
const finished = Number(steps)
let passed = 0

probe.pass = () => {
  passed += 1
  if (passed === finished + 1) process.stdout.write("step\n")
  if (passed > finished + 1) process.kill(process.pid, "SIGKILL")
}

const engine = await createEngine({ database, workflows, durability: "normal" })
const { addUp, gather } = engine.workflows
await (workflow === "gather" ? gather : addUp).start({ count: 1_000_000 }, { id: "resumed" })
