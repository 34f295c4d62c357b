import { setup } from "xstate"
import type { MachineContext, Resume } from "./move.ts"

/** XState, told what every machine of ours has as its context and hears as its event. */
export const durable = setup({
  types: { context: {} as MachineContext, events: {} as Resume, input: {} as MachineContext }, // XState takes types as values
})

/** A node of a statechart, as the builders of this folder make them. */
export type StateNode = Parameters<typeof durable.createStateConfig>[0]
