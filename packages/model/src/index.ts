export type { Chart, ChartSource, Local, Procedure } from "./chart/chart.ts"
export type { Span } from "./chart/span.ts"
export type {
  Completes, Construct, DispatchState, Exit, FinalState, JoinPolicy, RegionState, SegmentState, State, StatePath, WaitFor, WaitState, WriteSet,
} from "./chart/state.ts"
export type { Command } from "./frame/command.ts"
export type { Activation, Frame, WaitId, Waiting } from "./frame/frame.ts"
export type { Outcome } from "./frame/outcome.ts"
export type { LocalWrites } from "./frame/write.ts"
export { failureBrand, failureTag } from "./error/failure-brand.ts"
export { StatewrightError, isStatewrightError } from "./error/statewright-error.ts"
export type { ErrorFacts } from "./error/statewright-error.ts"
