import { type MetaObject, setup, type StateNodeConfig } from "xstate"
import type { MachineContext, Resume } from "./move.ts"

/** XState, told what every machine of ours has as its context and hears as its event. */
export const durable = setup({
  types: { context: {} as MachineContext, events: {} as Resume, input: {} as MachineContext }, // XState takes types as values
})

/**
 * A node of a statechart, as the builders of this folder make them: what `durable.createStateConfig` takes, but written
 * out, since to infer it costs the compiler most of the time that a generated file takes.
 */
export type StateNode = StateNodeConfig<
  MachineContext,
  Resume,
  never,
  never,
  never,
  never,
  string,
  unknown,
  never,
  MetaObject
>
