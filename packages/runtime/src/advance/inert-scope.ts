import { createActor, createMachine } from "xstate"
import type { AnyActorScope } from "xstate"

const self = createActor(createMachine({}))

/**
 * What XState wants to know of the actor that a machine moves for. Ours only assign, and use nothing of it, so there is
 * one for all: XState's own `transition` makes one each time, and enters the machine's first state in vain to do so.
 */
export const inertScope: AnyActorScope = {
  self,
  id: "",
  sessionId: "",
  system: self.system,
  logger: () => {},
  defer: () => {},
  emit: () => {},
  stopChild: () => {},
  actionExecutor: ({ exec, info, params }) => exec?.(info, params),
}
