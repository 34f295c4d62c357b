/** What authors of workflows import. */
export { isStatewrightError, NotStorable } from "@statewright/model"
export type { StatewrightError, Tags, TagValue } from "@statewright/model"
export {
  Cancelled,
  EventTimedOut,
  failure,
  parallel,
  sleep,
  softly,
  step,
  workflow,
  waitForEvent,
  InvalidOption,
  ValidationFailed,
} from "@statewright/workflow"
export type {
  CallOptions,
  ConcurrencyOptions,
  Duration,
  EventOptions,
  Failure,
  FailureClass,
  FailureOf,
  InputOf,
  Jitter,
  OutputOf,
  ParallelResults,
  RateOptions,
  RetryOptions,
  Schema,
  Step,
  StepContext,
  ValidationIssue,
  Workflow,
} from "@statewright/workflow"
