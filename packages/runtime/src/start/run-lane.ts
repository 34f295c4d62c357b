import { laneOf, laneText, type Limited } from "../limit/lane.ts"

/** What a run must have to be at work; `undefined` where nothing limits it. Throws `LimitKeyFailed`. */
export const runLane = (definition: Limited, input: unknown): string | undefined =>
  definition.concurrency === undefined && definition.rate === undefined
    ? undefined
    : laneText(laneOf("run", definition, input))
