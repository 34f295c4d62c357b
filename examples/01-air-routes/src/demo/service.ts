import { fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { LedgerEntry } from "../service/ledger.ts"
import type { Arrival } from "../service/lookup-service.ts"
import type { ServiceNews } from "../service/main.ts"

/** The lookup service in a process of its own, as the demo sees it. */
export interface Service {
  readonly url: string
  /** What its side-effect log holds so far. */
  readonly ledger: readonly LedgerEntry[]
  /** Calls `listener` with every request that comes. */
  onArrival(listener: (arrival: Arrival) => void): void
  /** The next request that is like this. */
  arrival(isWanted: (arrival: Arrival) => boolean): Promise<Arrival>
  /** The log's next entry that is like this. */
  noted(isWanted: (entry: LedgerEntry) => boolean): Promise<LedgerEntry>
  stop(): void
}

/** Starts the lookup service; `file` is its side-effect log. */
export const startService = async (file: string): Promise<Service> => {
  const child = fork(fileURLToPath(new URL("../service/main.ts", import.meta.url)), [file])
  const url = Promise.withResolvers<string>()
  const ledger: LedgerEntry[] = []
  const arrivals = listeners<Arrival>()
  const entries = listeners<LedgerEntry>()

  child.once("exit", (code) => url.reject(new Error(`The lookup service ended with code ${code}.`)))
  child.on("message", (news: ServiceNews) => {
    if (news.kind === "listening") return url.resolve(news.url)
    if (news.kind === "arrived") return arrivals.tell(news.arrival)
    ledger.push(news.entry)
    entries.tell(news.entry)
  })

  return {
    url: await url.promise,
    ledger,
    onArrival: arrivals.add,
    arrival: arrivals.next,
    noted: entries.next,
    stop: () => child.disconnect(),
  }
}

const listeners = <News>() => {
  const all = new Set<(news: News) => void>()
  return {
    tell: (news: News) => all.forEach((listener) => listener(news)),
    add: (listener: (news: News) => void) => void all.add(listener),
    next: (isWanted: (news: News) => boolean) =>
      new Promise<News>((resolve) => {
        const listener = (news: News) => {
          if (!isWanted(news)) return
          all.delete(listener)
          resolve(news)
        }
        all.add(listener)
      }),
  }
}
