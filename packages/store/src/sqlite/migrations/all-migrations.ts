import { firstTables } from "./0001-first-tables.ts"
import { transitionInputs } from "./0002-transition-inputs.ts"
import { crashes } from "./0003-crashes.ts"
import { branches } from "./0004-branches.ts"
import { tags } from "./0005-tags.ts"
import { events } from "./0006-events.ts"
import { transitions } from "./0007-transitions.ts"
import { line } from "./0008-line.ts"
import { eventsByAge } from "./0009-events-by-age.ts"
import { links } from "./0010-links.ts"
import { revInTransitions } from "./0011-rev-in-transitions.ts"
import { callsOfRuns } from "./0012-calls-of-runs.ts"
import { freshWaits } from "./0013-fresh-waits.ts"
import { policies } from "./0014-policies.ts"
import { linksOfOneRun } from "./0015-links-of-one-run.ts"
import type { Migration } from "./migration.ts"

/** Every migration, oldest first; the format of a file is how many of them it has had. Never change one that was released. */
export const allMigrations: readonly Migration[] = [
  firstTables,
  transitionInputs,
  crashes,
  branches,
  tags,
  events,
  transitions,
  line,
  eventsByAge,
  links,
  revInTransitions,
  callsOfRuns,
  freshWaits,
  policies,
  linksOfOneRun,
]
