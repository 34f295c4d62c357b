import type { ImportList } from "../1-read/import-list.ts"
import type { LocalTypes, NamingContext } from "../1-read/import-of.ts"
import type { EventSites } from "./event-sites.ts"
import type { Names } from "../2-analyze/names.ts"
import type { SegmentUse } from "../2-analyze/segment-use.ts"
import type { Validations } from "./validations.ts"
import type { LockedId } from "../lock/lock.ts"
import type { Lowering } from "./lowering.ts"

/** For which generated file something is lowered. */
export interface FileContext {
  readonly naming: NamingContext
  /** Takes what the generated file imports. */
  readonly imports: ImportList
}

/** For which generated file a workflow is lowered, and which ids it has had. */
export interface LoweringContext extends FileContext {
  readonly locked: readonly LockedId[]
  /** Takes what the workflow asks of events. */
  readonly sites: EventSites
  /** Takes what it validates. */
  readonly validations: Validations
}

/** What the printers of segments know. */
export interface Printing {
  readonly lowering: Lowering
  readonly use: SegmentUse
  readonly names: Names
  readonly context: LoweringContext
  /** The local name of the workflow in the generated file. */
  readonly workflowName: string
  /** The name of the frame's type. */
  readonly frameType: string
  /** The procedures around it, innermost first. */
  readonly outers: readonly OuterPrinting[]
}

/** What is known of a procedure around another. */
export interface OuterPrinting {
  readonly names: Names
  readonly frameType: string
  /** The types that it declares. */
  readonly types: LocalTypes | undefined
}
