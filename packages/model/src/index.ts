export type { Chart, ChartChain, ChartSource, Local, Procedure } from "./chart/chart.ts"
export type { Span } from "./chart/span.ts"
export type {
  Asker,
  Completes,
  Construct,
  DispatchState,
  Exit,
  FinalState,
  Question,
  RegionState,
  SegmentState,
  StartedState,
  State,
  StatePath,
  WaitState,
  WriteSet,
} from "./chart/state.ts"
export type { GroupWait, JoinPolicy, Lane, UseVerb, WaitFor } from "./chart/wait-for.ts"
export type { Command, OpenWait, Primitive, StartRun, StrandBegun, StrandEnded, StrandStatus } from "./frame/command.ts"
export type { Activation, Frame } from "./frame/frame.ts"
export type {
  AtLeast,
  GroupCounts,
  GroupRule,
  GroupSpec,
  GroupWord,
  HeldCall,
  Join,
  Losers,
  Settled,
} from "./frame/group.ts"
export { memberId, memberOf } from "./frame/member-of.ts"
export type { Member } from "./frame/member-of.ts"
export type { Outcome } from "./frame/outcome.ts"
export { Pending } from "./frame/pending.ts"
export type {
  BarrierWaiting,
  Cancellation,
  GroupWaiting,
  JoinWaiting,
  LockWaiting,
  OneWaiting,
  Waiting,
  WaitId,
} from "./frame/waiting.ts"
export type { Writes } from "./frame/writes.ts"
export { isSaneName } from "./name/sane-name.ts"
export type { RunStatus, StepStatus } from "./run/status.ts"
export type { Tags, TagValue } from "./run/tags.ts"
export { frameworkTags } from "./error/framework-tags.ts"
export { failureBrand, failureTag } from "./error/failure-brand.ts"
export { quotedMessage } from "./error/quoted-message.ts"
export { shellWord } from "./error/shell-word.ts"
export { shownValue } from "./error/shown-value.ts"
export { StatewrightError, isStatewrightError } from "./error/statewright-error.ts"
export type { ErrorFacts } from "./error/statewright-error.ts"
export { decodeValue } from "./codec/decode-value.ts"
export { encodeError } from "./codec/encode-error.ts"
export { encodeValue, encodeWithin } from "./codec/encode-value.ts"
export { codecVersion } from "./codec/format.ts"
export { isSameValue } from "./codec/is-same-value.ts"
export { beginDelta, heapWriter, heapWriterOf, writeAssigned, writeRewritten } from "./codec/heap-writer.ts"
export type { HeapWriter } from "./codec/heap-writer.ts"
export { NotStorable } from "./codec/not-storable.ts"
export { reachableFrom } from "./codec/reachable-from.ts"
export { readTree } from "./codec/read-tree.ts"
export type { ObjectTable } from "./codec/read-tree.ts"
export { PayloadSealed, readSealedMark, requireOpened, sealedMark, shownSealed } from "./codec/sealed-mark.ts"
export type { SealedWhy } from "./codec/sealed-mark.ts"
export { ValueDamaged } from "./codec/value-damaged.ts"
export { ValueTooNew } from "./codec/value-too-new.ts"
export { writeGrown } from "./codec/write-grown.ts"
