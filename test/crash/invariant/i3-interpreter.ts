import { isDeepStrictEqual } from "node:util"
import { decodeValue, encodeError, encodeValue } from "@statewright/model"
import { restoreFrame } from "@statewright/runtime/snapshot"
import { Cancelled } from "statewright"
import { frameDifference } from "@statewright/testing/frame-difference"
import { endedRun } from "../../acceptance/ended.ts"
import type { StoredRun } from "../history/history.ts"
import type { Replay } from "../history/replay.ts"
import type { Invariant } from "./invariant.ts"

/** What is stored of a run is what the pure interpreter makes of what was accepted, in that order. */
export const interpreter: Invariant = {
  name: "I3 a run stands where the pure interpreter stands after what was accepted",
  judge: ({ observations, end, expected, replayOf }) => [
    ...[...observations, end].flatMap(({ runs }) =>
      runs.flatMap((run) => differences(run, replayOf(run)).map((what) => `Run ${run.row.id}: ${what}.`)),
    ),
    ...end.runs
      .filter(({ row, detail }) => expected.has(row.id) && !isDeepStrictEqual(endedRun(detail), expected.get(row.id)))
      .map(({ row }) => `Run ${row.id} did not end as its workflow does as the plain function.`),
  ],
}

const differences = (run: StoredRun, { frame, end, calls, branches, astray }: Replay): string[] => {
  const { row, detail, steps, frame: stored } = run
  const found: (string | false)[] = [
    ...astray,
    statusOf(end) !== (row.endedAt === null ? undefined : row.status) &&
      `it is ${row.status}, and not ${statusOf(end) ?? "at work"}`,
    end?.kind === "complete" &&
      !isDeepStrictEqual(detail.output, decodeValue(encodeValue(end.output, "output"))) &&
      "its output is another one",
    end?.kind === "fail" &&
      !isDeepStrictEqual(detail.error, decodeValue(encodeError(end.error))) &&
      "its error is another one",
    !isDeepStrictEqual(
      new Map(steps.map((step) => [step.waitId, `${step.name} ${step.input}`])),
      new Map(calls.map((call) => [call.wait, `${call.step} ${encodeValue(call.input, "input")}`])),
    ) && "its calls are others",
    !isDeepStrictEqual(
      detail.branches.map(({ condition, took, times }) => `${condition}: ${took} x${times}`),
      branches,
    ) && "its branches are others",
    frame !== undefined && stored === undefined && "it has no snapshot",
    frame !== undefined && stored !== undefined && frameDiffers(row.id, frame, stored),
  ]
  return found.filter((each) => each !== false)
}

const frameDiffers = (
  runId: string,
  frame: NonNullable<Replay["frame"]>,
  { snapshot, deltas }: NonNullable<StoredRun["frame"]>,
): string | false => {
  try {
    const place = frameDifference(frame, restoreFrame(runId, snapshot, deltas).frame)
    return place !== undefined && `its snapshot differs at ${place}`
  } catch (error) {
    return `its snapshot cannot be read: ${String(error)}`
  }
}

const statusOf = (end: Replay["end"]): string | undefined => {
  switch (end?.kind) {
    case "complete":
      return "completed"
    case "fail":
      // A cancelled child, of which nobody made anything else.
      return end.error instanceof Cancelled ? "cancelled" : "failed"
    case "cancelled":
      return "cancelled"
    case undefined:
      return undefined
  }
}
