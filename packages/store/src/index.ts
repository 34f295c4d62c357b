export type { BreakerRow, BreakerState, BreakerWrite } from "./port/breaker-row.ts"
export type {
  CacheCount,
  CacheEntryRow,
  CacheFilter,
  CacheSelection,
  CacheWrite,
  FlightRow,
  FlightWrite,
} from "./port/cache-row.ts"
export { isSelected } from "./port/cache-selection.ts"
export { broadcast } from "./port/event-row.ts"
export type { EventFilter, EventPage, EventRow, EventsFor, EventWrite } from "./port/event-row.ts"
export type { Forgetting } from "./port/forgetting.ts"
export type { FrameRow } from "./port/frame-row.ts"
export type { InboxAnswer, InboxKind, InboxRow, NewInboxRow } from "./port/inbox-row.ts"
export type {
  DueReplay,
  LetterFilter,
  LetterGroup,
  LetterRow,
  LettersPage,
  LetterStatus,
  LetterSummary,
  LetterWrite,
  NewLetter,
} from "./port/letter-row.ts"
export type { LinkKind, LinkPage, LinkRow, NewLink } from "./port/link-row.ts"
export type { LockWrite, MutexRow } from "./port/mutex-row.ts"
export type { Delivery, ForgettingNotices, NewNotice, NoticeRow, NoticesPage } from "./port/notice-row.ts"
export type { StrandKey, StrandRow, StrandWrite } from "./port/strand-row.ts"
export type { LeadAnswer, Leader, LeadRequest, Lease } from "./port/leadership.ts"
export type {
  Admission,
  LimitRows,
  LineEntry,
  LinePlace,
  LineRow,
  LineWrite,
  OpenAdmission,
  RatePermit,
} from "./port/line-row.ts"
export type { PayloadCodec, PayloadColumn, PayloadPlace } from "./port/payload-codec.ts"
export type { ListedRun, RunFilter, RunGroup, RunPage, RunRow, RunsInPage, RunSummary } from "./port/run-row.ts"
export type { AttemptRow, EndedBy, StepRow, WaitKey } from "./port/step-row.ts"
export type { Store, StoreCounts } from "./port/store.ts"
export type { TimerKey, TimerKind, TimerRow } from "./port/timer-row.ts"
export type {
  FrameWrite,
  NewStep,
  RunBecomes,
  RunWrite,
  StepWrite,
  Transition,
  TransitionResult,
} from "./port/transition.ts"
export type { NewReceived, NewWait, ReceivedRow, WaitRow, WaitsFor, WaitTrouble } from "./port/wait-row.ts"
export type { MovedBy, TransitionRow } from "./port/transition-row.ts"
export {
  DatabaseInUse,
  DatabaseReadOnly,
  DatabaseTooNew,
  FolderMissing,
  MigrationFailed,
  NodeTooOld,
  NotADatabase,
} from "./errors/opening-errors.ts"
export { BackupExists } from "./errors/backup-exists.ts"
export { NetworkDisk } from "./errors/network-disk.ts"
export { DatabaseReplaced } from "./errors/database-replaced.ts"
export { DatabaseLed } from "./errors/database-led.ts"
export { StaleEpoch } from "./errors/stale-epoch.ts"
export { DatabaseBusy, DatabaseDamaged, DiskFull, StorageFailed, StoreClosed } from "./errors/storage-errors.ts"
export { InvalidKeyRing, KeyMissing, SealingHeld, WrongKey } from "./errors/key-errors.ts"
export { keyRing } from "./encryption/key-ring.ts"
export type { EncryptionKey, KeyRing } from "./encryption/key-ring.ts"
export { plainPayloads } from "./plain-payloads.ts"
export { backUpDatabase } from "./sqlite/back-up-database.ts"
export type { Durability } from "./sqlite/connect.ts"
export { openSqliteStore } from "./sqlite/open-sqlite-store.ts"
export type { SqliteOptions } from "./sqlite/open-sqlite-store.ts"
export { sealedWith } from "./sqlite/sealed-with.ts"
export { vacuumDatabase } from "./sqlite/vacuum-database.ts"
export type { Vacuumed } from "./sqlite/vacuum-database.ts"
