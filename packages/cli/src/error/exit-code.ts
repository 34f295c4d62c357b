import type { StatewrightError } from "@statewright/model"

/** How a command ends; stable, and listed in docs/cli.md. */
export const exitCode = {
  ok: 0,
  /** A check or a run failed. */
  failed: 1,
  usage: 2,
  notFound: 3,
  notAllowed: 4,
  cannotReach: 5,
  staleCodegen: 6,
  timeout: 7,
  interrupted: 130,
} as const

/** One of the exit codes. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

/** How a command ends that an error stopped. By tag, since the error may come from another copy of a package. */
export const exitCodeOf = ({ _tag }: StatewrightError): ExitCode => byTag[_tag] ?? exitCode.failed

const byTag: Readonly<Record<string, ExitCode>> = {
  Usage: exitCode.usage,
  ConfigInvalid: exitCode.usage,
  InputUnreadable: exitCode.usage,
  InputMissing: exitCode.usage,
  ValidationFailed: exitCode.usage,
  NotStorable: exitCode.usage,
  InvalidRunId: exitCode.usage,
  InvalidTags: exitCode.usage,
  InvalidName: exitCode.usage,
  InvalidOption: exitCode.usage,
  PayloadTooLarge: exitCode.usage,
  EventRefused: exitCode.usage,
  EventExists: exitCode.usage,
  LimitKeyFailed: exitCode.usage,
  InvalidDuration: exitCode.usage,
  RunExists: exitCode.usage,
  RunNotParked: exitCode.usage,
  RunEnded: exitCode.usage,
  RunRests: exitCode.usage,
  LetterBusy: exitCode.usage,
  LetterNotReplayable: exitCode.usage,
  LetterNotResumable: exitCode.usage,
  ProjectNotFound: exitCode.notFound,
  WorkflowUnknown: exitCode.notFound,
  CodeUnknown: exitCode.notFound,
  DatabaseMissing: exitCode.notFound,
  WorkflowNotFound: exitCode.notFound,
  RunNotFound: exitCode.notFound,
  BreakerNotFound: exitCode.notFound,
  LetterNotFound: exitCode.notFound,
  FolderMissing: exitCode.notFound,
  FileUnusable: exitCode.notAllowed,
  BackupExists: exitCode.usage,
  DatabaseReadOnly: exitCode.notAllowed,
  EngineHeld: exitCode.notAllowed,
  WrongKey: exitCode.notAllowed,
  KeyMissing: exitCode.notAllowed,
  PayloadSealed: exitCode.notAllowed,
  InvalidKeyRing: exitCode.usage,
  SealingHeld: exitCode.cannotReach,
  InboxFull: exitCode.cannotReach,
  DatabaseBusy: exitCode.cannotReach,
  DatabaseInUse: exitCode.cannotReach,
  DatabaseLed: exitCode.cannotReach,
  CodegenStale: exitCode.staleCodegen,
  WaitTimedOut: exitCode.timeout,
}
