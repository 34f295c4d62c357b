import { group } from "../command-line/command.ts"
import { cancel } from "./runs-cancel.ts"
import { continueRun } from "./runs-resume.ts"
import { listRuns } from "./runs-ls.ts"
import { showRun } from "./runs-show.ts"
import { tailRun } from "./runs-tail.ts"

/** `statewright runs`: for what is stored of runs, while another process leads or none. */
export const runs = group("runs", {
  about:
    "Lists and shows runs, lets parked ones go on, and cancels. It works beside an engine at work, and without one.",
  examples: [
    ["statewright runs ls --status failed", "the runs that failed, the newest first"],
    ["statewright runs show RUN", "one run: input, output, error, steps and attempts"],
    ["statewright runs tail RUN", "follow a run until it ends"],
    ["statewright runs resume RUN", "let a parked run go on"],
    ["statewright runs cancel RUN", "cancel a run, and let it clean up"],
  ],
  commands: [listRuns, showRun, tailRun, continueRun, cancel],
})
