import { StatewrightError } from "@statewright/model"

/** One thing that is wrong with a value. */
export interface ValidationIssue {
  /** Where in the value: `lines[3].cents`; empty for the value itself. */
  readonly path: string
  readonly message: string
  /** The name of an assertion that does not hold, and how its author wrote it. */
  readonly assertion?: string
  readonly source?: string
}

/** A value does not fit the schema of the boundary that it was to cross. */
export class ValidationFailed extends StatewrightError {
  readonly _tag = "ValidationFailed"
  /** Which value: "input of step `charge`". */
  readonly boundary: string
  readonly issues: readonly ValidationIssue[]

  constructor(boundary: string, issues: readonly ValidationIssue[], cause?: unknown) {
    super({
      code: "VAL-010",
      message: [`The ${boundary} does not fit its schema.`, ...issues.map(line)].join("\n"),
      hint: "Change the value or the schema; every issue is listed with its path.",
      cause,
    })
    this.boundary = boundary
    this.issues = issues
  }

  /** By tag, for an error that was read back from storage. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && "_tag" in value && value._tag === "ValidationFailed"
  }
}

const line = ({ path, message }: ValidationIssue): string =>
  `  ${path === "" ? "(the value itself)" : path}: ${message}`
