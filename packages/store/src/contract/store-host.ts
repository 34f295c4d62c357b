import { onTestFinished } from "vitest"
import type { PayloadCodec } from "../port/payload-codec.ts"
import type { Store } from "../port/store.ts"
import type { Transition, TransitionResult } from "../port/transition.ts"

/** What a store under test is opened with. */
export interface StoreOptions {
  readonly payloads?: PayloadCodec
  readonly inboxBound?: number
}

/** A place where stores can be opened; all that are opened there see the same rows. */
export interface StorePlace {
  open(options?: StoreOptions): Promise<Store>
  dispose(): Promise<void>
}

/** Makes empty places, one for each test. */
export interface StoreHost {
  place(): Promise<StorePlace>
}

/** A store that leads, with what a test does most. */
export interface LedStore {
  readonly store: Store
  readonly epoch: number
  commit(...batch: Transition[]): Promise<readonly TransitionResult[]>
  /** Opens the same place once more, as another process would. */
  another(options?: StoreOptions): Promise<Store>
}

/** Opens a store in an empty place and leads on it; both go when the test ends. */
export const ledStore = async (host: StoreHost, options?: StoreOptions): Promise<LedStore> => {
  const place = await host.place()
  const opened: Store[] = []
  onTestFinished(async () => {
    for (const store of opened) await store.close()
    await place.dispose()
  })
  const another = async (given?: StoreOptions): Promise<Store> => {
    const store = await place.open(given)
    opened.push(store)
    return store
  }
  const store = await another(options)
  const answer = await store.lead({ at: 0, tick: 0 })
  if (answer.status !== "leader") throw new Error("a store in an empty place must be able to lead")
  const { epoch } = answer.lease
  return { store, epoch, another, commit: (...batch) => store.commit(epoch, batch) }
}
