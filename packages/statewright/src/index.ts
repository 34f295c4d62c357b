/** What authors of workflows import. */
export { failure, parallel, sleep, step, workflow, ValidationFailed } from "@statewright/workflow"
export type {
  CallOptions,
  Duration,
  Failure,
  FailureClass,
  FailureOf,
  InputOf,
  Jitter,
  OutputOf,
  ParallelResults,
  RetryOptions,
  Schema,
  Step,
  StepContext,
  ValidationIssue,
  Workflow,
} from "@statewright/workflow"
