import type { Store } from "@statewright/store"
import { EngineClosed } from "../error/engine-closed.ts"

/** The store of an engine as its callers see it: once the engine is closed, whatever is asked is refused with `EngineClosed`. */
export const whileOpen = (store: Store, isClosed: () => boolean): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== "function") return member
      return async (...given: readonly unknown[]): Promise<unknown> => {
        if (isClosed()) throw new EngineClosed()
        try {
          return await Reflect.apply(member, target, given)
        } catch (error) {
          // It was closed meanwhile.
          if (isClosed()) throw new EngineClosed()
          throw error
        }
      }
    },
  })
