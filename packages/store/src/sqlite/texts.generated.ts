// Printed by `node packages/store/scripts/texts.ts` from the queries beside it. Do not edit.
import type { QueryText } from "./query-text.ts"

/** The SQL of every statement, by name. */
export const texts: Readonly<Record<string, QueryText>> = {
  "cancel-children/ofRun": {
    sql: 'insert into "inbox" ("run_id", "id", "kind", "accepted_at") select "run_id", ? as "id", ? as "kind", ? as "accepted_at" from "links" where "parent_id" = +? and "kind" = +? and "ended" = 0 on conflict ("run_id", "id") do nothing returning "seq", "run_id" as "runId"',
    places: [{"constant":"cancel by parent"},{"constant":"cancel"},{"value":"at"},{"value":"parentId"},{"constant":"child"}],
  },
  "cancel-children/ofWait": {
    sql: 'insert into "inbox" ("run_id", "id", "kind", "accepted_at") select "run_id", ? as "id", ? as "kind", ? as "accepted_at" from "links" where "parent_id" = +? and "parent_wait" = +? and "kind" = +? and "ended" = 0 on conflict ("run_id", "id") do nothing returning "seq", "run_id" as "runId"',
    places: [{"constant":"cancel by parent"},{"constant":"cancel"},{"value":"at"},{"value":"parentId"},{"value":"waitId"},{"constant":"child"}],
  },
  "close-ended-run/cancelSteps": {
    sql: 'update "steps" set "status" = +?, "token" = +?, "ended_at" = +? where "run_id" = +? and "status" in (?, ?, ?)',
    places: [{"constant":"cancelled"},{"constant":null},{"value":"at"},{"value":"runId"},{"constant":"running"},{"constant":"retrying"},{"constant":"queued"}],
  },
  "close-ended-run/cancelStrands": {
    sql: 'update "strands" set "status" = +?, "ended_at" = +? where "run_id" = +? and "ended_at" is null',
    places: [{"constant":"cancelled"},{"value":"at"},{"value":"runId"}],
  },
  "close-ended-run/dropTimers": {
    sql: 'delete from "timers" where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "close-ended-run/dropWaits": {
    sql: 'delete from "waits" where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "close-ended-run/endLink": {
    sql: 'update "links" set "ended" = 1 where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "close-ended-run/giveBack": {
    sql: 'delete from "admissions" where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "close-ended-run/giveLocksBack": {
    sql: 'delete from "mutexes" where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "close-ended-run/leaveLine": {
    sql: 'delete from "line" where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "close-ended-run/settleEvents": {
    sql: 'update "inbox" set "processed_rev" = +?, "processed_at" = +? where "run_id" = +? and "processed_rev" is null and "reached" is not null',
    places: [{"constant":0},{"value":"at"},{"value":"runId"}],
  },
  "close-ended-run/stopSteps": {
    sql: 'update "steps" set "status" = +?, "ended_at" = +? where "run_id" = +? and "status" in (?, ?, ?)',
    places: [{"constant":"cancelled"},{"value":"at"},{"value":"runId"},{"constant":"running"},{"constant":"retrying"},{"constant":"queued"}],
  },
  "commit/presentEpoch": {
    sql: 'select "epoch" from "leader"',
    places: [],
  },
  "count-pending/count": {
    sql: 'select count(*) as "rows" from "inbox" where "run_id" = +? and "processed_rev" is null and "kind" <> +?',
    places: [{"value":"runId"},{"constant":"child"}],
  },
  "count-pending/last": {
    sql: 'select max("seq") as "seq" from "inbox"',
    places: [],
  },
  "forget-cache/drop": {
    sql: 'delete from "cache_entries" where "key" = +?',
    places: [{"value":"key"}],
  },
  "forget-cache/land": {
    sql: 'delete from "flights" where "key" > \'\' and not exists (select "steps"."run_id" from "steps" where "steps"."run_id" = "flights"."run_id" and "steps"."frame" = "flights"."frame" and "steps"."wait_id" = "flights"."wait_id" and "steps"."status" in (?, ?, ?))',
    places: [{"constant":"running"},{"constant":"retrying"},{"constant":"queued"}],
  },
  "forget-cache/old": {
    sql: 'select "key" from "cache_entries" where "stale_until" <= +? order by "stale_until" limit +?',
    places: [{"value":"endedBefore"},{"value":"limit"}],
  },
  "forget-cache/presentEpoch": {
    sql: 'select "epoch" from "leader"',
    places: [],
  },
  "forget-ended/dropInbox": {
    sql: 'delete from "inbox" where "run_id" = +?',
    places: [{"value":"id"}],
  },
  "forget-ended/dropLinks": {
    sql: 'delete from "links" where ("run_id" = +? or ("parent_id" = +? and "refusal" is not null))',
    places: [{"value":"id"},{"value":"id"}],
  },
  "forget-ended/dropRun": {
    sql: 'delete from "runs" where "id" = +?',
    places: [{"value":"id"}],
  },
  "forget-ended/dropTransitions": {
    sql: 'delete from "transitions" where "run_id" = +?',
    places: [{"value":"id"}],
  },
  "forget-ended/old": {
    sql: 'select "id" from "runs" where "status" = +? and "created_at" < +? and "ended_at" < +? and not exists (select "links"."run_id" from "links" where "links"."kind" = +? and "links"."ended" = 0 and "links"."parent_id" = "runs"."id") and not exists (select "inbox"."seq" from "inbox" where "inbox"."kind" = +? and "inbox"."processed_rev" is null and "inbox"."run_id" = "runs"."id") order by "created_at" limit +?',
    places: [{"value":"status"},{"value":"endedBefore"},{"value":"endedBefore"},{"constant":"child"},{"constant":"child"},{"value":"limit"}],
  },
  "forget-ended/presentEpoch": {
    sql: 'select "epoch" from "leader"',
    places: [],
  },
  "forget-events/drop": {
    sql: 'delete from "inbox" where "seq" = +?',
    places: [{"value":"seq"}],
  },
  "forget-events/old": {
    sql: 'select "seq" from "inbox" where "run_id" = \'\' and "accepted_at" < +? and "processed_rev" is not null order by "accepted_at" limit +?',
    places: [{"value":"acceptedBefore"},{"value":"limit"}],
  },
  "forget-events/presentEpoch": {
    sql: 'select "epoch" from "leader"',
    places: [],
  },
  "forget-letters/drop": {
    sql: 'delete from "dead_letters" where "id" in (select "old"."id" from "dead_letters" as "old" where "old"."last_failed_at" < +? and "old"."status" = \'dead\' order by "old"."last_failed_at" limit +?)',
    places: [{"value":"failedBefore"},{"value":"limit"}],
  },
  "forget-letters/presentEpoch": {
    sql: 'select "epoch" from "leader"',
    places: [],
  },
  "forget-notices/drop": {
    sql: 'delete from "notices" where "seq" = +?',
    places: [{"value":"seq"}],
  },
  "forget-notices/old": {
    sql: 'select "seq" from "notices" where "at" < +? and "deliver_at" is null order by "at" limit +?',
    places: [{"value":"before"},{"value":"limit"}],
  },
  "forget-notices/presentEpoch": {
    sql: 'select "epoch" from "leader"',
    places: [],
  },
  "insert-inbox/begun": {
    sql: 'select "id" from "runs" where "id" = +?',
    places: [{"value":"runId"}],
  },
  "insert-inbox/insert": {
    sql: 'insert into "inbox" ("run_id", "id", "kind", "name", "payload", "options", "accepted_at", "refusal", "processed_rev", "processed_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning "seq"',
    places: [{"value":"runId"},{"value":"id"},{"value":"kind"},{"value":"name"},{"value":"payload"},{"value":"options"},{"value":"acceptedAt"},{"value":"refusal"},{"value":"processedRev"},{"value":"processedAt"}],
  },
  "leadership/markBeat": {
    sql: 'update "leader" set "beat" = beat + 1, "beat_at" = +? where "epoch" = +?',
    places: [{"value":"at"},{"value":"epoch"}],
  },
  "leadership/markLocked": {
    sql: 'update "leader" set "locked" = +? where "epoch" = +?',
    places: [{"constant":1},{"value":"epoch"}],
  },
  "leadership/present": {
    sql: 'select "epoch", "pid", "since", "beat", "locked" from "leader"',
    places: [],
  },
  "leadership/takeOver": {
    sql: 'update "leader" set "epoch" = +?, "pid" = +?, "since" = +?, "beat" = +?, "beat_at" = +?, "locked" = +? where "epoch" = +?',
    places: [{"value":"epoch"},{"value":"pid"},{"value":"at"},{"constant":0},{"value":"at"},{"value":"locked"},{"value":"before"}],
  },
  "leadership/vacate": {
    sql: 'update "leader" set "epoch" = epoch + 1, "pid" = +?, "locked" = +? where "epoch" = +?',
    places: [{"constant":0},{"constant":1},{"value":"epoch"}],
  },
  "letter-statements/absorb": {
    sql: 'delete from "dead_letters" where "id" = +? and "run_id" = +?',
    places: [{"value":"id"},{"value":"runId"}],
  },
  "letter-statements/again": {
    sql: 'update "dead_letters" set "run_id" = +?, "run_at" = +?, "frame" = +?, "wait_id" = +?, "workflow" = +?, "version" = +?, "step" = +?, "tag" = +?, "fingerprint" = +?, "run_input" = +?, "input" = +?, "error" = +?, "attempts" = +?, "last_failed_at" = +?, "times" = times + 1, "handled" = +?, "part" = +?, "status" = +?, "replay_at" = +?, "replay_input" = +?, "kit" = +? where "id" = +?',
    places: [{"value":"runId"},{"value":"runAt"},{"value":"frame"},{"value":"waitId"},{"value":"workflow"},{"value":"version"},{"value":"step"},{"value":"tag"},{"value":"fingerprint"},{"value":"runInput"},{"value":"input"},{"value":"error"},{"value":"attempts"},{"value":"at"},{"value":"handled"},{"value":"part"},{"constant":"dead"},{"constant":null},{"constant":null},{"value":"kit"},{"value":"id"}],
  },
  "letter-statements/back": {
    sql: 'update "dead_letters" set "status" = +?, "replay_at" = +?, "replay_input" = +?, "times" = "times" + ?, "last_failed_at" = case when ? = +? then ? else "last_failed_at" end where "id" = +? and "status" = +? and "replay_run" = +?',
    places: [{"constant":"dead"},{"constant":null},{"constant":null},{"value":"more"},{"value":"more"},{"constant":1},{"value":"at"},{"value":"id"},{"constant":"replaying"},{"value":"runId"}],
  },
  "letter-statements/begin": {
    sql: 'update "dead_letters" set "status" = +?, "replay_at" = +? where "id" = +? and "status" = +? and "replay_run" = +?',
    places: [{"constant":"replaying"},{"constant":null},{"value":"id"},{"constant":"waiting"},{"value":"runId"}],
  },
  "letter-statements/discard": {
    sql: 'delete from "dead_letters" where "id" = +? and "status" <> +?',
    places: [{"value":"id"},{"constant":"replaying"}],
  },
  "letter-statements/drop": {
    sql: 'delete from "dead_letters" where "id" = +? and "status" = +? and "replay_run" = +?',
    places: [{"value":"id"},{"constant":"replaying"},{"value":"runId"}],
  },
  "letter-statements/handled": {
    sql: 'select "id", "frame", "wait_id" as "waitId", "error" from "dead_letters" where "run_id" = +? and "run_at" = (select "created_at" from "runs" where "id" = +?) and "handled" = 1',
    places: [{"value":"runId"},{"value":"runId"}],
  },
  "letter-statements/insert": {
    sql: 'insert into "dead_letters" ("run_id", "run_at", "frame", "wait_id", "workflow", "version", "tenant", "step", "tag", "fingerprint", "run_input", "input", "error", "attempts", "first_failed_at", "last_failed_at", "times", "handled", "part", "status", "kit") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("run_id", "run_at", "frame", "wait_id") do update set "tag" = +?, "fingerprint" = +?, "error" = +?, "attempts" = +?, "last_failed_at" = +?, "times" = times + 1, "handled" = +?, "status" = +?, "kit" = +?',
    places: [{"value":"runId"},{"value":"runAt"},{"value":"frame"},{"value":"waitId"},{"value":"workflow"},{"value":"version"},{"value":"tenant"},{"value":"step"},{"value":"tag"},{"value":"fingerprint"},{"value":"runInput"},{"value":"input"},{"value":"error"},{"value":"attempts"},{"value":"firstFailedAt"},{"value":"at"},{"constant":1},{"value":"handled"},{"value":"part"},{"constant":"dead"},{"value":"kit"},{"value":"tag"},{"value":"fingerprint"},{"value":"error"},{"value":"attempts"},{"value":"at"},{"value":"handled"},{"constant":"dead"},{"value":"kit"}],
  },
  "letter-statements/makeRoom": {
    sql: 'delete from "dead_letters" where "run_id" = +? and "run_at" = +? and "frame" = +? and "wait_id" = +? and "id" <> +?',
    places: [{"value":"runId"},{"value":"runAt"},{"value":"frame"},{"value":"waitId"},{"value":"id"}],
  },
  "letter-statements/resume": {
    sql: 'update "dead_letters" set "status" = +?, "replay_at" = +?, "replay_run" = +?, "request" = +?, "kit" = +? where "id" = +? and "status" = +? and not exists (select "other"."id" from "dead_letters" as "other" where "other"."status" <> +? and "other"."run_id" = "dead_letters"."run_id" and "other"."run_at" = "dead_letters"."run_at")',
    places: [{"constant":"replaying"},{"constant":null},{"value":"runId"},{"value":"request"},{"constant":null},{"value":"id"},{"constant":"dead"},{"constant":"dead"}],
  },
  "letter-statements/revive": {
    sql: 'delete from "dead_letters" where "id" = +? and "status" = +? and "replay_run" = +? and "run_id" = +? and exists (select "steps"."wait_id" from "steps" where "steps"."status" = +? and "steps"."run_id" = "dead_letters"."run_id" and "steps"."frame" = "dead_letters"."frame" and "steps"."wait_id" = "dead_letters"."wait_id")',
    places: [{"value":"id"},{"constant":"replaying"},{"value":"runId"},{"value":"runId"},{"constant":"completed"}],
  },
  "letter-statements/sink": {
    sql: 'update "dead_letters" set "handled" = 0, "kit" = +? where "id" = +?',
    places: [{"value":"kit"},{"value":"id"}],
  },
  "letter-statements/supersede": {
    sql: 'delete from "dead_letters" where "status" = +? and ("run_id", "run_at") = (select "replayed"."run_id", "replayed"."run_at" from "dead_letters" as "replayed" where "replayed"."id" = +? and "replayed"."status" = +? and "replayed"."replay_run" = +? and "replayed"."run_id" <> +?)',
    places: [{"constant":"dead"},{"value":"id"},{"constant":"replaying"},{"value":"runId"},{"value":"runId"}],
  },
  "letter-statements/wait": {
    sql: 'update "dead_letters" set "status" = +?, "request" = +?, "replay_at" = +?, "replay_run" = +?, "replay_input" = +? where "id" = +? and "status" = +? and "part" = 0 and not exists (select "other"."id" from "dead_letters" as "other" where "other"."status" <> +? and "other"."run_id" = "dead_letters"."run_id" and "other"."run_at" = "dead_letters"."run_at")',
    places: [{"constant":"waiting"},{"value":"request"},{"value":"replayAt"},{"value":"replayRun"},{"value":"replayInput"},{"value":"id"},{"constant":"dead"},{"constant":"dead"}],
  },
  "other-leader/present": {
    sql: 'select "pid" from "leader"',
    places: [],
  },
  "presence/admissions": {
    sql: 'select "run_id" from "admissions" limit +?',
    places: [{"constant":1}],
  },
  "presence/line": {
    sql: 'select "run_id" from "line" limit +?',
    places: [{"constant":1}],
  },
  "presence/links": {
    sql: 'select "run_id" from "links" limit +?',
    places: [{"constant":1}],
  },
  "presence/mutexes": {
    sql: 'select "run_id" from "mutexes" limit +?',
    places: [{"constant":1}],
  },
  "presence/strands": {
    sql: 'select "run_id" from "strands" limit +?',
    places: [{"constant":1}],
  },
  "presence/timers": {
    sql: 'select "run_id" from "timers" limit +?',
    places: [{"constant":1}],
  },
  "presence/waits": {
    sql: 'select "run_id" from "waits" limit +?',
    places: [{"constant":1}],
  },
  "read-breakers/all": {
    sql: 'select "key", "state", "generation", "retry_at" as "retryAt", "openings", "streak", "buckets", "forced", "settings", "updated_at" as "updatedAt" from "breakers" order by "key"',
    places: [],
  },
  "read-cache/all": {
    sql: 'select "cache_entries"."key" as "stored", "tenant", "step", "label" from "cache_entries" where "key" > +? order by "key" limit +?',
    places: [{"value":"after"},{"constant":500}],
  },
  "read-cache/counts": {
    sql: 'select "step", "hits", "misses", "stale", "joined" from "cache_counts" order by "step"',
    places: [],
  },
  "read-cache/flights": {
    sql: 'select "flights"."key", "flights"."run_id" as "runId", "flights"."frame", "flights"."wait_id" as "waitId" from "flights" inner join "runs" on "runs"."id" = "flights"."run_id" inner join "steps" on "steps"."run_id" = "flights"."run_id" and "steps"."frame" = "flights"."frame" and "steps"."wait_id" = "flights"."wait_id" where "runs"."status" = +? and "steps"."status" in (?, ?, ?) order by "flights"."key"',
    places: [{"constant":"running"},{"constant":"running"},{"constant":"retrying"},{"constant":"queued"}],
  },
  "read-cache/ofStep": {
    sql: 'select "cache_entries"."key" as "stored", "tenant", "step", "label" from "cache_entries" where "step" = +? and ("label", "key") > (?, ?) order by "label", "key" limit +?',
    places: [{"value":"step"},{"value":"label"},{"value":"after"},{"constant":500}],
  },
  "read-cache/one": {
    sql: 'select "cache_entries"."key", "tenant", "scope", "step", "label", "ok", "value", "stored_at" as "storedAt", "expires_at" as "expiresAt", "stale_until" as "staleUntil", "run_id" as "runId" from "cache_entries" where "key" = +?',
    places: [{"value":"key"}],
  },
  "read-cache/tags": {
    sql: 'select "tag" from "cache_tags" where "key" = +?',
    places: [{"value":"key"}],
  },
  "read-cache/withLabel": {
    sql: 'select "cache_entries"."key" as "stored", "tenant", "step", "label" from "cache_entries" where "step" = +? and "label" = +? and "key" > +? order by "key" limit +?',
    places: [{"value":"step"},{"value":"label"},{"value":"after"},{"constant":500}],
  },
  "read-cache/withTag": {
    sql: 'select "cache_entries"."key" as "stored", "tenant", "step", "label" from "cache_tags" inner join "cache_entries" on "cache_entries"."key" = "cache_tags"."key" where "cache_tags"."tag" = +? and "cache_tags"."key" > +? order by "cache_tags"."key" limit +?',
    places: [{"value":"tag"},{"value":"after"},{"constant":500}],
  },
  "read-counts/pending": {
    sql: 'select count(*) as "rows" from "inbox" where "processed_rev" is null',
    places: [],
  },
  "read-counts/runs": {
    sql: 'select "status", count(*) as "rows" from "runs" group by "status"',
    places: [],
  },
  "read-counts/steps": {
    sql: 'select sum("calls") as "rows" from "runs" where "at_work" = 1',
    places: [],
  },
  "read-counts/timers": {
    sql: 'select count(*) as "rows" from "timers"',
    places: [],
  },
  "read-events/addressed": {
    sql: 'select "inbox"."seq", "inbox"."run_id" as "runId", "inbox"."id", "inbox"."name", "inbox"."payload", "inbox"."accepted_at" as "acceptedAt", "inbox"."processed_rev" as "processedRev", "inbox"."reached", "inbox"."refusal" from "inbox" where "run_id" = +? and "processed_rev" is null and "kind" = \'event\' and "name" = +? and "seq" > +? order by "seq" limit +?',
    places: [{"value":"runId"},{"value":"name"},{"value":"after"},{"value":"limit"}],
  },
  "read-events/broadcasts": {
    sql: 'select "inbox"."seq", "inbox"."run_id" as "runId", "inbox"."id", "inbox"."name", "inbox"."payload", "inbox"."accepted_at" as "acceptedAt", "inbox"."processed_rev" as "processedRev", "inbox"."reached", "inbox"."refusal" from "inbox" where "run_id" = \'\' and "name" = +? and "seq" > +? and ("accepted_at" >= +? or "processed_rev" is null) and "refusal" is null order by "seq" limit +?',
    places: [{"value":"name"},{"value":"after"},{"value":"since"},{"value":"limit"}],
  },
  "read-events/byId": {
    sql: 'select "inbox"."seq", "inbox"."run_id" as "runId", "inbox"."id", "inbox"."name", "inbox"."payload", "inbox"."accepted_at" as "acceptedAt", "inbox"."processed_rev" as "processedRev", "inbox"."reached", "inbox"."refusal" from "inbox" where "run_id" = +? and "id" = +?',
    places: [{"value":"runId"},{"value":"id"}],
  },
  "read-events/bySeq": {
    sql: 'select "inbox"."seq", "inbox"."run_id" as "runId", "inbox"."id", "inbox"."name", "inbox"."payload", "inbox"."accepted_at" as "acceptedAt", "inbox"."processed_rev" as "processedRev", "inbox"."reached", "inbox"."refusal" from "inbox" where "seq" = +?',
    places: [{"value":"seq"}],
  },
  "read-events/lastAccepted": {
    sql: 'select max("seq") as "seq" from "inbox"',
    places: [],
  },
  "read-events/lastTaken": {
    sql: 'select max("seq") as "seq" from "received" where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "read-events/taken": {
    sql: 'select "seq" from "received" where "run_id" = +? and "seq" = +?',
    places: [{"value":"runId"},{"value":"seq"}],
  },
  "read-events/untaken": {
    sql: 'select "inbox"."seq", "inbox"."run_id" as "runId", "inbox"."id", "inbox"."name", "inbox"."payload", "inbox"."accepted_at" as "acceptedAt", "inbox"."processed_rev" as "processedRev", "inbox"."reached", "inbox"."refusal" from "inbox" where "run_id" = \'\' and "name" = +? and "seq" > +? and ("accepted_at" >= +? or "processed_rev" is null) and "refusal" is null and not exists (select "received"."seq" from "received" where "received"."run_id" = +? and "received"."seq" = "inbox"."seq") order by "seq" limit +?',
    places: [{"value":"name"},{"value":"after"},{"value":"since"},{"value":"runId"},{"value":"limit"}],
  },
  "read-inbox/byId": {
    sql: 'select "seq", "run_id" as "runId", "id", "kind", "name", "payload", "options", "accepted_at" as "acceptedAt", "reached", "processed_rev" as "processedRev", "processed_at" as "processedAt" from "inbox" where "run_id" = +? and "id" = +?',
    places: [{"value":"runId"},{"value":"id"}],
  },
  "read-inbox/cancels": {
    sql: 'select "seq", "run_id" as "runId", "id", "kind", "name", "payload", "options", "accepted_at" as "acceptedAt", "reached", "processed_rev" as "processedRev", "processed_at" as "processedAt" from "inbox" where "processed_rev" is null and "kind" = +? and "seq" > +? order by "seq" limit +?',
    places: [{"constant":"cancel"},{"value":"after"},{"value":"limit"}],
  },
  "read-inbox/ofRun": {
    sql: 'select "seq", "run_id" as "runId", "id", "kind", "name", "payload", "options", "accepted_at" as "acceptedAt", "reached", "processed_rev" as "processedRev", "processed_at" as "processedAt" from "inbox" where "run_id" = +? order by "seq"',
    places: [{"value":"runId"}],
  },
  "read-inbox/pending": {
    sql: 'select "seq", "run_id" as "runId", "id", "kind", "name", "payload", "options", "accepted_at" as "acceptedAt", "reached", "processed_rev" as "processedRev", "processed_at" as "processedAt" from "inbox" where "processed_rev" is null and "seq" > +? order by "seq" limit +?',
    places: [{"value":"after"},{"value":"limit"}],
  },
  "read-letters/byId": {
    sql: 'select "id", "run_id" as "runId", "run_at" as "runAt", "frame", "wait_id" as "waitId", "workflow", "version", "tenant", "step", "tag", "fingerprint", "first_failed_at" as "firstFailedAt", "last_failed_at" as "lastFailedAt", "times", "handled", "status", "replay_at" as "replayAt", "replay_run" as "replayRun", "request", "part", "run_input" as "runInput", "input", "error", "attempts", "replay_input" as "replayInput", "kit" from "dead_letters" where "id" = +?',
    places: [{"value":"id"}],
  },
  "read-letters/due": {
    sql: 'select "id", "workflow", "replay_run" as "replayRun" from "dead_letters" where "status" = \'waiting\' and "replay_at" <= +? order by "replay_at", "id" limit +?',
    places: [{"value":"at"},{"value":"limit"}],
  },
  "read-letters/failures": {
    sql: 'select "last_failed_at" as "at" from "dead_letters" where "last_failed_at" >= +? order by "last_failed_at" desc limit +?',
    places: [{"value":"since"},{"value":"limit"}],
  },
  "read-letters/next": {
    sql: 'select min("replay_at") as "at" from "dead_letters" where "status" = \'waiting\'',
    places: [],
  },
  "read-letters/ofRun": {
    sql: 'select "id", "frame", "wait_id" as "waitId", case when "kit" is null then 0 else 1 end as "kept" from "dead_letters" where "run_id" = +? and "run_at" = (select "created_at" from "runs" where "id" = +?) order by "id"',
    places: [{"value":"runId"},{"value":"runId"}],
  },
  "read-line/admission": {
    sql: 'select "priority", "lane" from "admissions" where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "read-line/admissions": {
    sql: 'select "admissions"."run_id" as "runId", "priority", "lane", "runs"."workflow", "runs"."version" from "admissions" inner join "runs" on "runs"."id" = "admissions"."run_id" where "runs"."status" = +? and "lane" is not null',
    places: [{"constant":"running"}],
  },
  "read-line/last": {
    sql: 'select max("place") as "place" from "line"',
    places: [],
  },
  "read-line/line": {
    sql: 'select "line"."place", "line"."run_id" as "runId", "line"."frame", "line"."wait_id" as "waitId", "line"."priority", "line"."lane", "runs"."workflow", "runs"."version" from "line" inner join "runs" on "runs"."id" = "line"."run_id" where "runs"."status" in (?, ?) order by "line"."place"',
    places: [{"constant":"running"},{"constant":"queued"}],
  },
  "read-line/permits": {
    sql: 'select "rate", "at", "expires_at" as "expiresAt", "permits" from "rate_permits" where "expires_at" > +?',
    places: [{"value":"at"}],
  },
  "read-line/places": {
    sql: 'select "place", "frame", "wait_id" as "waitId", "priority", "lane", "number" from (select "run_id", "place", "frame", "wait_id", "priority", "lane", row_number() over(partition by "lane" order by "priority" desc, "place") as "number" from "line" where "lane" in (select "mine"."lane" from "line" as "mine" where "mine"."run_id" = +?)) as "numbered" where "run_id" = +? order by "place"',
    places: [{"value":"runId"},{"value":"runId"}],
  },
  "read-links/ancestors": {
    sql: 'with recursive "above"("id", "height") as (select "parent_id" as "id", 1 as "height" from "links" where "run_id" = +? and "kind" = +? union all select "links"."parent_id" as "id", "above"."height" + ? as "height" from "above" inner join "links" on "links"."run_id" = "above"."id" where "links"."kind" = +?) select "runs"."workflow" from "above" inner join "runs" on "runs"."id" = "above"."id" order by "above"."height"',
    places: [{"value":"runId"},{"constant":"child"},{"constant":1},{"constant":"child"}],
  },
  "read-links/atWait": {
    sql: 'select "run_id" as "runId", "kind", "parent_id" as "parentId", "parent_at" as "parentAt", "parent_wait" as "parentWait", "root_id" as "rootId", "root_at" as "rootAt", "depth", "entry", "refusal", "at", "ended" from "links" where "parent_id" = +? and "parent_wait" = +? and "kind" = +? and "ended" = 0',
    places: [{"value":"parentId"},{"value":"waitId"},{"constant":"child"}],
  },
  "read-links/ofParent": {
    sql: 'select "run_id" as "runId", "kind", "parent_id" as "parentId", "parent_at" as "parentAt", "parent_wait" as "parentWait", "root_id" as "rootId", "root_at" as "rootAt", "depth", "entry", "refusal", "at", "ended" from "links" where "parent_id" = +? and "parent_at" is coalesce((select "created_at" from "runs" where "id" = +?), (select -1 as "none" from "inbox" where "run_id" = +? and "inbox"."id" = +?), (select max("links"."parent_at") as "last" from "links" where "links"."parent_id" = +?)) and ("at", "run_id") > (?, ?) order by "at", "run_id" limit +?',
    places: [{"value":"parentId"},{"value":"parentId"},{"value":"parentId"},{"constant":"start"},{"value":"parentId"},{"value":"at"},{"value":"runId"},{"value":"limit"}],
  },
  "read-links/ofRoot": {
    sql: 'select "run_id" as "runId", "kind", "parent_id" as "parentId", "parent_at" as "parentAt", "parent_wait" as "parentWait", "root_id" as "rootId", "root_at" as "rootAt", "depth", "entry", "refusal", "at", "ended" from "links" where "root_id" = +? and "root_at" is ? and ("at", "run_id") > (?, ?) order by "at", "run_id" limit +?',
    places: [{"value":"rootId"},{"value":"rootAt"},{"value":"at"},{"value":"runId"},{"value":"limit"}],
  },
  "read-links/one": {
    sql: 'select "run_id" as "runId", "kind", "parent_id" as "parentId", "parent_at" as "parentAt", "parent_wait" as "parentWait", "root_id" as "rootId", "root_at" as "rootAt", "depth", "entry", "refusal", "at", "ended" from "links" where "run_id" = +?',
    places: [{"value":"runId"}],
  },
  "read-links/rootAtOf": {
    sql: 'select coalesce((select "created_at" from "runs" where "id" = +?), (select -1 as "none" from "inbox" where "run_id" = +? and "inbox"."id" = +?), (select max("links"."root_at") as "last" from "links" where "links"."root_id" = +?)) as "at" from "links" where "root_id" = +? limit +?',
    places: [{"value":"rootId"},{"value":"rootId"},{"constant":"start"},{"value":"rootId"},{"value":"rootId"},{"constant":1}],
  },
  "read-mutexes/all": {
    sql: 'select "seq", "key", "run_id" as "runId", "frame", "wait_id" as "waitId", "granted" from "mutexes" order by "seq"',
    places: [],
  },
  "read-mutexes/holders": {
    sql: 'select "other"."key", "other"."run_id" as "runId" from "mutexes" as "own" inner join "mutexes" as "other" on "other"."key" = "own"."key" where "own"."run_id" = +? and "own"."granted" = 0 and "other"."granted" = 1',
    places: [{"value":"runId"}],
  },
  "read-mutexes/ofRun": {
    sql: 'select "seq", "key", "run_id" as "runId", "frame", "wait_id" as "waitId", "granted" from "mutexes" where "run_id" = +? order by "seq"',
    places: [{"value":"runId"}],
  },
  "read-notices/behind": {
    sql: 'select "seq", "at", "kind", "subject", "run_id" as "runId", "facts", "deliver_at" as "deliverAt", "tries" from "notices" where "seq" > +? order by "seq" limit +?',
    places: [{"value":"seq"},{"value":"limit"}],
  },
  "read-notices/due": {
    sql: 'select "seq", "at", "kind", "subject", "run_id" as "runId", "facts", "deliver_at" as "deliverAt", "tries" from "notices" where "deliver_at" <= +? order by "deliver_at", "seq" limit +?',
    places: [{"value":"at"},{"value":"limit"}],
  },
  "read-notices/last": {
    sql: 'select max("seq") as "seq" from "notices"',
    places: [],
  },
  "read-notices/nearest": {
    sql: 'select min("deliver_at") as "at" from "notices" where "deliver_at" is not null',
    places: [],
  },
  "read-runs/byId": {
    sql: 'select "runs"."id", "runs"."workflow", "runs"."version", "runs"."status", "last"."rev", "last"."state", "runs"."created_at" as "createdAt", "last"."at" as "updatedAt", "runs"."ended_at" as "endedAt", "runs"."parked_reason" as "parkedReason", "runs"."tenant", "runs"."retries", "runs"."replays" from "runs" cross join "transitions" as "last" where "last"."run_id" = "runs"."id" and "last"."rev" = (select max("moves"."rev") as "rev" from "transitions" as "moves" where "moves"."run_id" = "runs"."id") and "runs"."id" = +?',
    places: [{"value":"id"}],
  },
  "read-runs/groups": {
    sql: 'select distinct "workflow", "version", "parked_reason" as "parkedReason" from "runs" where "status" = +?',
    places: [{"value":"status"}],
  },
  "read-runs/inStatus": {
    sql: 'select "runs"."id", "runs"."workflow", "runs"."version", "runs"."status", "last"."rev", "last"."state", "runs"."created_at" as "createdAt", "last"."at" as "updatedAt", "runs"."ended_at" as "endedAt", "runs"."parked_reason" as "parkedReason", "runs"."tenant", "runs"."retries", "runs"."replays" from "runs" cross join "transitions" as "last" where "last"."run_id" = "runs"."id" and "last"."rev" = (select max("moves"."rev") as "rev" from "transitions" as "moves" where "moves"."run_id" = "runs"."id") and "status" = +? and "created_at" >= +? and ("created_at" > +? or "id" > +?) order by "created_at", "id" limit +?',
    places: [{"value":"status"},{"value":"createdAt"},{"value":"createdAt"},{"value":"id"},{"value":"limit"}],
  },
  "read-runs/payloadsOf": {
    sql: 'select "kind", "payload" from "run_payloads" where "run_id" = +?',
    places: [{"value":"id"}],
  },
  "read-steps/atWork": {
    sql: 'select "run_id" as "runId", "frame", "wait_id" as "waitId", "name", "steps"."status", "attempt", "token", "input", "output", "error", "started_at" as "startedAt", "attempt_at" as "attemptAt", "steps"."ended_at" as "endedAt", "crashes", "within", "refused", "forgiven", "cached" as "cachedAt", "ended_by" as "endedBy", "warnings" from "runs" cross join "steps" where "runs"."at_work" = 1 and "runs"."status" = +? and "steps"."run_id" = "runs"."id" and "steps"."status" = +? order by "runs"."id"',
    places: [{"constant":"running"},{"constant":"running"}],
  },
  "read-steps/attempts": {
    sql: 'select "run_id" as "runId", "frame", "wait_id" as "waitId", "attempt", "started_at" as "startedAt", "ended_at" as "endedAt", "error" from "attempts" where "run_id" = +? order by "frame", "wait_id", "attempt"',
    places: [{"value":"runId"}],
  },
  "read-steps/attemptsOf": {
    sql: 'select "run_id" as "runId", "frame", "wait_id" as "waitId", "attempt", "started_at" as "startedAt", "ended_at" as "endedAt", "error" from "attempts" where "run_id" = +? and "frame" = +? and "wait_id" = +? order by "attempt"',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "read-steps/ofRun": {
    sql: 'select "run_id" as "runId", "frame", "wait_id" as "waitId", "name", "steps"."status", "attempt", "token", "input", "output", "error", "started_at" as "startedAt", "attempt_at" as "attemptAt", "steps"."ended_at" as "endedAt", "crashes", "within", "refused", "forgiven", "cached" as "cachedAt", "ended_by" as "endedBy", "warnings" from "steps" where "run_id" = +? order by cast(substr(wait_id, length(rtrim(wait_id, \'0123456789\')) + 1) as integer), "started_at", "frame"',
    places: [{"value":"runId"}],
  },
  "read-steps/one": {
    sql: 'select "run_id" as "runId", "frame", "wait_id" as "waitId", "name", "steps"."status", "attempt", "token", "input", "output", "error", "started_at" as "startedAt", "attempt_at" as "attemptAt", "steps"."ended_at" as "endedAt", "crashes", "within", "refused", "forgiven", "cached" as "cachedAt", "ended_by" as "endedBy", "warnings" from "steps" where "run_id" = +? and "frame" = +? and "wait_id" = +?',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "read-steps/open": {
    sql: 'select "run_id" as "runId", "frame", "wait_id" as "waitId", "name", "steps"."status", "attempt", "token", "input", "output", "error", "started_at" as "startedAt", "attempt_at" as "attemptAt", "steps"."ended_at" as "endedAt", "crashes", "within", "refused", "forgiven", "cached" as "cachedAt", "ended_by" as "endedBy", "warnings" from "runs" cross join "steps" where "runs"."id" = +? and "runs"."at_work" = 1 and "steps"."run_id" = "runs"."id" and "steps"."status" in (?, ?, ?)',
    places: [{"value":"runId"},{"constant":"running"},{"constant":"retrying"},{"constant":"queued"}],
  },
  "read-strands/ofGroup": {
    sql: 'select "frame", "group_id" as "groupId", "item", "name", "wait_id" as "waitId", "within", "status", "started_at" as "startedAt", "ended_at" as "endedAt", "payload" from "strands" where "run_id" = +? and "frame" = \'main\' and "group_id" = +? order by "item"',
    places: [{"value":"runId"},{"value":"groupId"}],
  },
  "read-strands/ofRun": {
    sql: 'select "frame", "group_id" as "groupId", "item", "name", "wait_id" as "waitId", "within", "status", "started_at" as "startedAt", "ended_at" as "endedAt", "payload" from "strands" where "run_id" = +? order by "frame", "group_id", "item"',
    places: [{"value":"runId"}],
  },
  "read-tags/ofRun": {
    sql: 'select "name", "value" from "run_tags" where "run_id" = +? order by "name"',
    places: [{"value":"runId"}],
  },
  "read-timers/due": {
    sql: 'select "timers"."run_id" as "runId", "timers"."frame", "timers"."wait_id" as "waitId", "timers"."kind", "timers"."due_at" as "dueAt" from "timers" inner join "runs" on "runs"."id" = "timers"."run_id" where "timers"."due_at" <= +? and "runs"."status" = +? order by "timers"."due_at" limit +?',
    places: [{"value":"at"},{"constant":"running"},{"value":"limit"}],
  },
  "read-timers/nearest": {
    sql: 'select "timers"."due_at" as "dueAt" from "timers" inner join "runs" on "runs"."id" = "timers"."run_id" where "runs"."status" = +? order by "timers"."due_at" limit +?',
    places: [{"constant":"running"},{"constant":1}],
  },
  "read-timers/ofRun": {
    sql: 'select "timers"."run_id" as "runId", "timers"."frame", "timers"."wait_id" as "waitId", "timers"."kind", "timers"."due_at" as "dueAt" from "timers" where "run_id" = +? order by "due_at"',
    places: [{"value":"runId"}],
  },
  "read-transitions/ofRun": {
    sql: 'select "rev", "at", "kind", "wait_id" as "waitId", "seed", "branches" from "transitions" where "run_id" = +? order by "rev"',
    places: [{"value":"runId"}],
  },
  "read-transitions/snapshots": {
    sql: 'select "rev", "snapshot" from "transitions" where "run_id" = +? and "rev" >= (select "last"."base_rev" from "transitions" as "last" where "last"."run_id" = +? order by "last"."rev" desc limit +?) and "snapshot" is not null order by "rev"',
    places: [{"value":"runId"},{"value":"runId"},{"constant":1}],
  },
  "read-waits/matching": {
    sql: 'select "waits"."run_id" as "runId", "waits"."frame", "waits"."wait_id" as "waitId", "waits"."number", "waits"."name", "waits"."site", "waits"."match_key" as "key", "waits"."given", "waits"."on_timeout" as "onTimeout", "waits"."due_at" as "dueAt", "waits"."after_seq" as "after", "waits"."opened_at" as "openedAt", "waits"."trouble" from "waits" inner join "runs" on "runs"."id" = "waits"."run_id" where "waits"."run_id" = +? and "waits"."name" = +? and "waits"."site" = +? and "waits"."match_key" = +? and "runs"."status" = +? order by "waits"."number"',
    places: [{"value":"runId"},{"value":"name"},{"value":"site"},{"value":"key"},{"constant":"running"}],
  },
  "read-waits/ofRun": {
    sql: 'select "waits"."run_id" as "runId", "waits"."frame", "waits"."wait_id" as "waitId", "waits"."number", "waits"."name", "waits"."site", "waits"."match_key" as "key", "waits"."given", "waits"."on_timeout" as "onTimeout", "waits"."due_at" as "dueAt", "waits"."after_seq" as "after", "waits"."opened_at" as "openedAt", "waits"."trouble" from "waits" where "run_id" = +? order by "number"',
    places: [{"value":"runId"}],
  },
  "read-waits/received": {
    sql: 'select "received"."run_id" as "runId", "received"."seq", "received"."frame", "received"."wait_id" as "waitId", "received"."event_id" as "eventId", "received"."name", "received"."payload", "inbox"."payload" as "sent", "inbox"."run_id" as "sentTo", "received"."accepted_at" as "acceptedAt", "received"."received_at" as "receivedAt" from "received" left join "inbox" on "inbox"."seq" = "received"."seq" where "received"."run_id" = +? order by "received"."received_at", "received"."seq"',
    places: [{"value":"runId"}],
  },
  "read-waits/waitingRuns": {
    sql: 'select distinct "waits"."run_id" as "runId" from "waits" inner join "runs" on "runs"."id" = "waits"."run_id" where "waits"."name" = +? and "waits"."site" = +? and "waits"."match_key" = +? and "runs"."status" = +? order by "waits"."run_id"',
    places: [{"value":"name"},{"value":"site"},{"value":"key"},{"constant":"running"}],
  },
  "run-statements/change": {
    sql: 'update "runs" set "status" = +?, "ended_at" = +?, "parked_reason" = +? where "id" = +?',
    places: [{"value":"status"},{"value":"endedAt"},{"value":"reason"},{"value":"runId"}],
  },
  "run-statements/countRetry": {
    sql: 'update "runs" set "retries" = "retries" + ? where "id" = +?',
    places: [{"constant":1},{"value":"runId"}],
  },
  "run-statements/dropResults": {
    sql: 'delete from "run_payloads" where "run_id" = +? and "kind" in (?, ?)',
    places: [{"value":"runId"},{"constant":"output"},{"constant":"error"}],
  },
  "run-statements/end": {
    sql: 'update "runs" set "status" = +?, "ended_at" = +?, "parked_reason" = +?, "calls" = +?, "at_work" = +? where "id" = +?',
    places: [{"value":"status"},{"value":"endedAt"},{"value":"reason"},{"constant":0},{"constant":0},{"value":"runId"}],
  },
  "run-statements/insert": {
    sql: 'insert into "runs" ("id", "workflow", "version", "status", "created_at", "ended_at", "parked_reason", "calls", "at_work", "tenant", "replays") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("id") do nothing',
    places: [{"value":"runId"},{"value":"workflow"},{"value":"version"},{"value":"status"},{"value":"at"},{"value":"endedAt"},{"value":"reason"},{"value":"calls"},{"value":"atWork"},{"value":"tenant"},{"value":"replays"}],
  },
  "run-statements/putPayload": {
    sql: 'insert into "run_payloads" ("run_id", "kind", "payload") values (?, ?, ?)',
    places: [{"value":"runId"},{"value":"kind"},{"value":"payload"}],
  },
  "run-statements/setReplays": {
    sql: 'update "runs" set "replays" = +? where "id" = +?',
    places: [{"value":"replays"},{"value":"runId"}],
  },
  "run-statements/setVersion": {
    sql: 'update "runs" set "version" = +? where "id" = +?',
    places: [{"value":"version"},{"value":"runId"}],
  },
  "run-statements/standing": {
    sql: 'select "runs"."status", "runs"."calls", "last"."rev", "last"."base_rev" as "baseRev" from "runs" cross join "transitions" as "last" where "runs"."id" = +? and "last"."run_id" = +? order by "last"."rev" desc limit +?',
    places: [{"value":"runId"},{"value":"runId"},{"constant":1}],
  },
  "step-statements/call": {
    sql: 'insert into "steps" ("run_id", "frame", "wait_id", "name", "status", "attempt", "token", "input", "started_at", "attempt_at", "within") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"name"},{"constant":"queued"},{"constant":0},{"constant":null},{"value":"input"},{"value":"at"},{"value":"at"},{"value":"within"}],
  },
  "step-statements/claim": {
    sql: 'update "steps" set "status" = +?, "attempt" = +?, "token" = +?, "attempt_at" = +?, "crashes" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "attempt" = +? and "ended_at" is null',
    places: [{"constant":"running"},{"value":"attempt"},{"value":"token"},{"value":"at"},{"value":"crashes"},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"before"}],
  },
  "step-statements/complete": {
    sql: 'update "steps" set "status" = +?, "output" = +?, "cached" = +?, "warnings" = +?, "ended_at" = +?, "token" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "token" = +?',
    places: [{"constant":"completed"},{"value":"output"},{"value":"cached"},{"value":"warnings"},{"value":"at"},{"constant":null},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"token"}],
  },
  "step-statements/expire": {
    sql: 'update "steps" set "status" = +?, "error" = +?, "ended_by" = +?, "ended_at" = +?, "token" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "ended_at" is null',
    places: [{"constant":"failed"},{"value":"error"},{"value":"endedBy"},{"value":"at"},{"constant":null},{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "step-statements/fail": {
    sql: 'update "steps" set "status" = +?, "error" = +?, "ended_by" = +?, "ended_at" = +?, "token" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "token" = +?',
    places: [{"constant":"failed"},{"value":"error"},{"value":"endedBy"},{"value":"at"},{"constant":null},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"token"}],
  },
  "step-statements/insert": {
    sql: 'insert into "steps" ("run_id", "frame", "wait_id", "name", "status", "attempt", "token", "input", "started_at", "attempt_at", "within") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"name"},{"constant":"running"},{"value":"attempt"},{"value":"token"},{"value":"input"},{"value":"at"},{"value":"at"},{"value":"within"}],
  },
  "step-statements/queue": {
    sql: 'update "steps" set "status" = +?, "token" = +?, "crashes" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "attempt" = +? and "ended_at" is null',
    places: [{"constant":"queued"},{"constant":null},{"value":"crashes"},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"attempt"}],
  },
  "step-statements/reopen": {
    sql: 'update "steps" set "status" = +?, "token" = +?, "started_at" = +?, "forgiven" = "attempt", "error" = +?, "ended_by" = +?, "ended_at" = +?, "crashes" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "status" in (?, ?)',
    places: [{"constant":"running"},{"constant":null},{"value":"at"},{"constant":null},{"constant":null},{"constant":null},{"constant":0},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"constant":"failed"},{"constant":"cancelled"}],
  },
  "step-statements/retry": {
    sql: 'update "steps" set "status" = +?, "token" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "token" = +?',
    places: [{"constant":"retrying"},{"constant":null},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"token"}],
  },
  "step-statements/retryUncounted": {
    sql: 'update "steps" set "status" = +?, "token" = +?, "attempt" = "attempt" - ?, "refused" = "refused" + ? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "token" = +?',
    places: [{"constant":"retrying"},{"constant":null},{"constant":1},{"constant":1},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"token"}],
  },
  "step-statements/withdraw": {
    sql: 'update "steps" set "status" = +?, "ended_at" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +? and "status" = +?',
    places: [{"constant":"cancelled"},{"value":"at"},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"constant":"queued"}],
  },
  "write-attempts/insert": {
    sql: 'insert into "attempts" ("run_id", "frame", "wait_id", "attempt", "started_at", "ended_at", "error") values (?, ?, ?, ?, ?, ?, ?)',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"attempt"},{"value":"startedAt"},{"value":"endedAt"},{"value":"error"}],
  },
  "write-breakers/drop": {
    sql: 'delete from "breakers" where "key" = +?',
    places: [{"value":"key"}],
  },
  "write-breakers/put": {
    sql: 'insert into "breakers" ("key", "state", "generation", "retry_at", "openings", "streak", "buckets", "forced", "settings", "updated_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("key") do update set "state" = +?, "generation" = +?, "retry_at" = +?, "openings" = +?, "streak" = +?, "buckets" = +?, "forced" = +?, "settings" = +?, "updated_at" = +?',
    places: [{"value":"key"},{"value":"state"},{"value":"generation"},{"value":"retryAt"},{"value":"openings"},{"value":"streak"},{"value":"buckets"},{"value":"forced"},{"value":"settings"},{"value":"updatedAt"},{"value":"state"},{"value":"generation"},{"value":"retryAt"},{"value":"openings"},{"value":"streak"},{"value":"buckets"},{"value":"forced"},{"value":"settings"},{"value":"updatedAt"}],
  },
  "write-cache/begin": {
    sql: 'replace into "flights" ("key", "run_id", "frame", "wait_id") values (?, ?, ?, ?)',
    places: [{"value":"key"},{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "write-cache/count": {
    sql: 'insert into "cache_counts" ("step", "hits", "misses", "stale", "joined") values (?, ?, ?, ?, ?) on conflict ("step") do update set "hits" = "cache_counts"."hits" + "excluded"."hits", "misses" = "cache_counts"."misses" + "excluded"."misses", "stale" = "cache_counts"."stale" + "excluded"."stale", "joined" = "cache_counts"."joined" + "excluded"."joined"',
    places: [{"value":"step"},{"value":"hits"},{"value":"misses"},{"value":"stale"},{"value":"joined"}],
  },
  "write-cache/drop": {
    sql: 'delete from "cache_entries" where "key" = +?',
    places: [{"value":"key"}],
  },
  "write-cache/end": {
    sql: 'delete from "flights" where "key" = +? and "run_id" = +? and "frame" = +? and "wait_id" = +?',
    places: [{"value":"key"},{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "write-cache/put": {
    sql: 'replace into "cache_entries" ("key", "tenant", "scope", "step", "label", "ok", "value", "stored_at", "expires_at", "stale_until", "run_id") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    places: [{"value":"key"},{"value":"tenant"},{"value":"scope"},{"value":"step"},{"value":"label"},{"value":"ok"},{"value":"value"},{"value":"storedAt"},{"value":"expiresAt"},{"value":"staleUntil"},{"value":"runId"}],
  },
  "write-cache/tag": {
    sql: 'replace into "cache_tags" ("key", "tag") values (?, ?)',
    places: [{"value":"key"},{"value":"tag"}],
  },
  "write-calls/count": {
    sql: 'update "runs" set "calls" = +? where "id" = +?',
    places: [{"value":"calls"},{"value":"runId"}],
  },
  "write-calls/turn": {
    sql: 'update "runs" set "calls" = +?, "at_work" = +? where "id" = +?',
    places: [{"value":"calls"},{"value":"atWork"},{"value":"runId"}],
  },
  "write-events/looked": {
    sql: 'update "inbox" set "reached" = coalesce("reached", 0) + ? where "seq" = +?',
    places: [{"value":"reached"},{"value":"seq"}],
  },
  "write-events/receive": {
    sql: 'insert into "received" ("run_id", "seq", "frame", "wait_id", "event_id", "name", "payload", "accepted_at", "received_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("run_id", "seq") do nothing',
    places: [{"value":"runId"},{"value":"seq"},{"value":"frame"},{"value":"waitId"},{"value":"eventId"},{"value":"name"},{"value":"payload"},{"value":"acceptedAt"},{"value":"at"}],
  },
  "write-events/refuse": {
    sql: 'update "inbox" set "processed_rev" = +?, "processed_at" = +?, "refusal" = +? where "seq" = +? and "processed_rev" is null',
    places: [{"constant":0},{"value":"at"},{"value":"refusal"},{"value":"seq"}],
  },
  "write-events/settle": {
    sql: 'update "inbox" set "processed_rev" = +?, "processed_at" = +? where "seq" = +? and ("run_id" = \'\' or exists (select "runs"."id" from "runs" where "runs"."id" = "inbox"."run_id" and "runs"."ended_at" is not null)) and "processed_rev" is null',
    places: [{"constant":0},{"value":"at"},{"value":"seq"}],
  },
  "write-inbox/idOf": {
    sql: 'select "id" from "inbox" where "seq" = +?',
    places: [{"value":"seq"}],
  },
  "write-inbox/take": {
    sql: 'update "inbox" set "processed_rev" = +?, "processed_at" = +? where "seq" = +? and "processed_rev" is null',
    places: [{"value":"rev"},{"value":"at"},{"value":"seq"}],
  },
  "write-inbox/waitingStart": {
    sql: 'select "seq" from "inbox" where "run_id" = +? and "id" = +?',
    places: [{"value":"runId"},{"constant":"start"}],
  },
  "write-line/admit": {
    sql: 'insert into "admissions" ("run_id", "priority", "lane") values (?, ?, ?)',
    places: [{"value":"runId"},{"value":"priority"},{"value":"lane"}],
  },
  "write-line/expire": {
    sql: 'delete from "rate_permits" where "expires_at" <= +?',
    places: [{"value":"at"}],
  },
  "write-line/grant": {
    sql: 'insert into "rate_permits" ("rate", "at", "expires_at", "permits") values (?, ?, ?, ?) on conflict ("rate", "at") do update set "permits" = permits + 1',
    places: [{"value":"rate"},{"value":"at"},{"value":"expiresAt"},{"constant":1}],
  },
  "write-line/join": {
    sql: 'insert into "line" ("place", "run_id", "frame", "wait_id", "priority", "lane") values (?, ?, ?, ?, ?, ?)',
    places: [{"value":"place"},{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"priority"},{"value":"lane"}],
  },
  "write-line/leave": {
    sql: 'delete from "line" where "run_id" = +? and "frame" = +? and "wait_id" = +?',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "write-links/detach": {
    sql: 'update "links" set "kind" = +? where "parent_id" = +? and "parent_wait" = +? and "ended" = 0',
    places: [{"constant":"detached"},{"value":"parentId"},{"value":"waitId"}],
  },
  "write-links/insert": {
    sql: 'insert into "links" ("run_id", "kind", "parent_id", "parent_at", "parent_wait", "root_id", "root_at", "depth", "entry", "refusal", "at", "ended") values (?, ?, ?, (select "created_at" from "runs" where "id" = +?), ?, ?, coalesce((select "links"."root_at" from "links" where "run_id" = +?), (select "created_at" from "runs" where "id" = +? and "id" = +?)), ?, ?, ?, ?, ?)',
    places: [{"value":"runId"},{"value":"kind"},{"value":"parentId"},{"value":"parentId"},{"value":"parentWait"},{"value":"rootId"},{"value":"parentId"},{"value":"parentId"},{"value":"rootId"},{"value":"depth"},{"value":"entry"},{"value":"refusal"},{"value":"at"},{"value":"ended"}],
  },
  "write-mutexes/ask": {
    sql: 'insert into "mutexes" ("key", "run_id", "frame", "wait_id") values (?, ?, ?, ?)',
    places: [{"value":"key"},{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "write-mutexes/grant": {
    sql: 'update "mutexes" set "granted" = 1 where "run_id" = +? and "frame" = +? and "wait_id" = +? and not exists (select "other"."seq" from "mutexes" as "other" where "other"."key" = "mutexes"."key" and "other"."granted" = 1)',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "write-mutexes/release": {
    sql: 'delete from "mutexes" where "run_id" = +? and "frame" = +? and "wait_id" = +?',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "write-notices/insert": {
    sql: 'insert into "notices" ("at", "kind", "subject", "run_id", "facts", "deliver_at") values (?, ?, ?, ?, ?, ?)',
    places: [{"value":"at"},{"value":"kind"},{"value":"subject"},{"value":"runId"},{"value":"facts"},{"value":"deliverAt"}],
  },
  "write-notices/settle": {
    sql: 'update "notices" set "deliver_at" = +?, "tries" = +? where "seq" = +?',
    places: [{"value":"deliverAt"},{"value":"tries"},{"value":"seq"}],
  },
  "write-sends/begun": {
    sql: 'select "id" from "runs" where "id" = +?',
    places: [{"value":"runId"}],
  },
  "write-sends/insert": {
    sql: 'insert into "inbox" ("run_id", "id", "kind", "name", "payload", "options", "accepted_at") values (?, ?, ?, ?, ?, ?, ?) on conflict ("run_id", "id") do nothing returning "seq"',
    places: [{"value":"runId"},{"value":"id"},{"value":"kind"},{"value":"name"},{"value":"payload"},{"value":"options"},{"value":"acceptedAt"}],
  },
  "write-strands/begin": {
    sql: 'insert into "strands" ("run_id", "frame", "group_id", "item", "name", "wait_id", "within", "status", "started_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    places: [{"value":"runId"},{"value":"frame"},{"value":"groupId"},{"value":"item"},{"value":"name"},{"value":"waitId"},{"value":"within"},{"constant":"running"},{"value":"at"}],
  },
  "write-strands/end": {
    sql: 'update "strands" set "status" = +?, "payload" = +?, "ended_at" = +? where "run_id" = +? and "frame" = +? and "group_id" = +? and "item" = +? and "ended_at" is null',
    places: [{"value":"status"},{"value":"payload"},{"value":"at"},{"value":"runId"},{"value":"frame"},{"value":"groupId"},{"value":"item"}],
  },
  "write-strands/reopen": {
    sql: 'update "strands" set "status" = +?, "payload" = +?, "ended_at" = +? where "run_id" = +? and "frame" = +? and "group_id" = +? and "item" = +?',
    places: [{"constant":"running"},{"constant":null},{"constant":null},{"value":"runId"},{"value":"frame"},{"value":"groupId"},{"value":"item"}],
  },
  "write-tags/insert": {
    sql: 'insert into "run_tags" ("run_id", "name", "value", "created_at") values (?, ?, ?, ?)',
    places: [{"value":"runId"},{"value":"name"},{"value":"value"},{"value":"at"}],
  },
  "write-timers/clear": {
    sql: 'delete from "timers" where "run_id" = +? and "frame" = +? and "wait_id" = +? and "kind" = +?',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"kind"}],
  },
  "write-timers/set": {
    sql: 'insert into "timers" ("run_id", "frame", "wait_id", "kind", "due_at") values (?, ?, ?, ?, ?) on conflict ("run_id", "frame", "wait_id", "kind") do update set "due_at" = +?',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"kind"},{"value":"dueAt"},{"value":"dueAt"}],
  },
  "write-transition/dropSnapshots": {
    sql: 'update "transitions" set "snapshot" = +? where "run_id" = +? and "rev" >= +?',
    places: [{"constant":null},{"value":"runId"},{"value":"baseRev"}],
  },
  "write-transition/insert": {
    sql: 'insert into "transitions" ("run_id", "rev", "at", "kind", "wait_id", "state", "base_rev", "seed", "branches", "snapshot") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    places: [{"value":"runId"},{"value":"rev"},{"value":"at"},{"value":"kind"},{"value":"waitId"},{"value":"state"},{"value":"baseRev"},{"value":"seed"},{"value":"branches"},{"value":"snapshot"}],
  },
  "write-waits/close": {
    sql: 'delete from "waits" where "run_id" = +? and "frame" = +? and "wait_id" = +?',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "write-waits/mark": {
    sql: 'update "waits" set "trouble" = +? where "run_id" = +? and "frame" = +? and "wait_id" = +?',
    places: [{"value":"trouble"},{"value":"runId"},{"value":"frame"},{"value":"waitId"}],
  },
  "write-waits/open": {
    sql: 'insert into "waits" ("run_id", "frame", "wait_id", "number", "name", "site", "match_key", "given", "on_timeout", "due_at", "after_seq", "opened_at", "trouble") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    places: [{"value":"runId"},{"value":"frame"},{"value":"waitId"},{"value":"number"},{"value":"name"},{"value":"site"},{"value":"key"},{"value":"given"},{"value":"onTimeout"},{"value":"dueAt"},{"value":"after"},{"value":"at"},{"value":"trouble"}],
  },
}
