import {
  anything,
  type BuiltInTag,
  type Duration,
  oneOf,
  type OptionKind,
  type OptionKinds,
  type RetryOptions,
  wholeNumber,
} from "@statewright/workflow"
import type { DeadLettersOptions } from "../letters/letter-policy.ts"
import type { WebhookOptions } from "../notices/webhook.ts"
import type { EncryptionOptions } from "./encryption-options.ts"
import * as Layer from "effect/Layer"
import type { Retention } from "../retention/retention.ts"
import type { CacheConfig } from "./cache-config.ts"
import type { Registry } from "../machine/program.ts"

/** What an engine needs. */
export interface EngineOptions<Programs extends Registry> {
  /** The path of the SQLite file; made if it is not there. */
  readonly database: string
  /** The registry that codegen writes to `index.ts`. */
  readonly workflows: Programs
  /**
   * One engine leads a file: it runs steps and timers. `auto` stands by while another one leads and takes over when
   * that one ends; `leader` fails instead. Default `auto`.
   */
  readonly role?: "auto" | "leader"
  /** `full` survives a power cut; `normal` may lose the last commits to one, but nothing to a killed process. Default `full`. */
  readonly durability?: "full" | "normal"
  /**
   * How long code of a workflow may take between two waits where codegen could not see that it ends; a run that takes
   * longer is parked where it rested. Default `"1 second"`.
   */
  readonly segmentTimeout?: Duration
  /**
   * How long runs are kept after they have ended: `"30 days"`, or `{ completed: "7 days", failed: "90 days" }`. Then they
   * are deleted with all that is theirs, and their ids are free again. Default: for ever.
   */
  readonly retention?: Retention
  /**
   * How long events that were sent to no run in particular are kept for waits that open later, and their ids with them.
   * Default `"24 hours"`.
   */
  readonly eventRetention?: Duration
  /**
   * How many attempts at steps may be at work at once in this engine, whatever steps; the others stand in line, by the
   * priority of their runs. A whole number from 1 on. Default: as many as there are.
   */
  readonly concurrency?: number
  /**
   * How many runs may stand above a sub-workflow whose own `maxDepth` does not say it; one that is deeper fails with
   * `TooDeep`. A whole number from 1 on. Default 32.
   */
  readonly maxDepth?: number
  /**
   * How many runs may be started by `onComplete`, `onFailure` and `onCancel` one behind the other; what would be beyond is not
   * started, and stands in the records of the run that has ended. A whole number from 1 on. Default 1,000.
   */
  readonly maxChainLength?: number
  /** How steps are tried again that say nothing of it, and whose workflow does not either. Default: not at all. */
  readonly retry?: RetryOptions<BuiltInTag>
  /**
   * What payloads are sealed with before they are stored: inputs, outputs, errors, events, tags, keys of limits. Default: they
   * stand in the file in clear. A database that was sealed once opens with its keys only.
   *
   * @example
   * createEngine({ database, workflows, encryption: { keys: [{ id: "2026-11", key: process.env.PAYLOAD_KEY ?? "" }] } })
   */
  readonly encryption?: EncryptionOptions
  /**
   * Where notices are sent to while this engine leads: signed as Standard Webhooks, each at least once, tried eight times over
   * half a day, also after a restart. They hold names, states, times and counts, and no payload.
   *
   * @example
   * createEngine({ database, workflows, webhooks: [{ url: "https://ops.example/hook", secret: "whsec_...", kinds: ["breaker"] }] })
   */
  readonly webhooks?: readonly WebhookOptions[]
  /** How long notices are kept, the record of what breakers and dead letters did. Default `"90 days"`. */
  readonly noticeRetention?: Duration
  /**
   * How long dead letters are kept, and when somebody is to be told of them.
   *
   * @example
   * createEngine({ database, workflows, deadLetters: { retention: "90 days", alert: { above: 10, within: "1 hour" } } })
   */
  readonly deadLetters?: DeadLettersOptions
  /** Where steps that have a `cache` may keep their answers beside the database. */
  readonly cache?: CacheConfig
  /**
   * What meets the requirements of the steps made by `effectStep`: built once, before the engine answers, and let go when it
   * closes, behind the last of them. What it fails with, `createEngine` rejects with.
   */
  readonly layer?: Layer.Layer<never, unknown>
}

/** The path of a file: a name that means something else to SQLite would quietly become a file of that name. */
const path: OptionKind = {
  is: "the path of a file, which is made if it is not there",
  holds: (value) =>
    typeof value === "string" && value !== "" && !value.includes("\0") && !/^(?:file:|:memory:)/.test(value),
  required: true,
}

/** What a program without types may say wrong; what is `anything` here has an error of its own. */
export const engineOptionKinds: OptionKinds<EngineOptions<Registry>> = {
  database: path,
  workflows: { ...anything, is: "the registry that codegen writes to `index.ts`", required: true },
  role: oneOf("auto", "leader"),
  durability: oneOf("full", "normal"),
  segmentTimeout: anything,
  retention: anything,
  eventRetention: anything,
  concurrency: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  maxDepth: wholeNumber(1, 10_000),
  maxChainLength: wholeNumber(1, 1_000_000),
  retry: anything,
  encryption: anything,
  webhooks: anything,
  noticeRetention: anything,
  deadLetters: anything,
  cache: anything,
  layer: { is: "a `Layer` of Effect that requires nothing more", holds: Layer.isLayer },
}
