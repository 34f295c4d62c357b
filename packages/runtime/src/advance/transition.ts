import type { Frame } from "@statewright/model"
import { type Calls, insideSegment, withCalls } from "@statewright/workflow"
import { nameAuthor } from "../machine/author-stack.ts"
import { noBranches } from "../machine/branches.ts"
import type { Program } from "../machine/program.ts"
import { defaultSegmentTimeout } from "../machine/within-limit.ts"
import { withInputs } from "../recorded/transition-inputs.ts"
import type { Advanced, Circumstances } from "./advanced.ts"
import { endCleanedUp } from "./end-activation.ts"
import { resume, takeCalls } from "./enter-procedure.ts"
import { limitCleanUp } from "./limit-clean-up.ts"
import { takeGroup } from "./take-group.ts"
import { failDeadEnd } from "./fail-dead-end.ts"
import { forgetUnreachable } from "./forget-unreachable.ts"
import type { Moving } from "./moving.ts"
import { takeTurns } from "./turns.ts"

/**
 * Computes one transition of a frame: what `first` does, and all that follows from it. Author code runs in here: what it
 * may not call is refused, and the time and chance that it sees are recorded.
 */
export const transition = (
  program: Program,
  frame: Frame,
  circumstances: Circumstances,
  first: (moving: Moving) => void,
): Advanced => {
  const moving = startMoving(program, frame, circumstances)
  return withInputs(circumstances, () =>
    withCalls(callsInside, () => {
      first(moving)
      takeTurns(moving, resume, { takeCalls, takeGroup })
      if (moving.cut.size > 0) limitCleanUp(moving)
      endCleanedUp(moving)
      failDeadEnd(moving)
      forgetUnreachable(moving)
      const { commands, writes, branches, dropped, released } = moving
      return { frame, commands, writes, branches, dropped, released }
    }),
  )
}

const callsInside: Calls = { ...insideSegment, nameAuthor }

const startMoving = (
  program: Program,
  frame: Frame,
  { now, runId, branches = noBranches() }: Circumstances,
): Moving => ({
  program,
  frame,
  now,
  runId,
  limit: { millis: program.segmentTimeout ?? defaultSegmentTimeout },
  commands: [],
  writes: { grown: new Map(), mutated: new Map(), activations: new Set(), waits: new Set() },
  branches,
  turns: [],
  calls: [],
  callbacks: new Map(),
  dropped: [],
  released: [],
  cut: new Set(),
  doomed: new Map(),
  questions: new Map(),
  depth: 0,
  ended: false,
})
