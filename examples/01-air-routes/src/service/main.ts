import type { AddressInfo } from "node:net"
import { AirportRow } from "../airport.ts"
import { readVegaData } from "../vega-data.ts"
import { atlas } from "./atlas.ts"
import { badLuck } from "./faults.ts"
import { ledgerFile, type LedgerEntry } from "./ledger.ts"
import { lookupService, type Arrival } from "./lookup-service.ts"

/** What the service tells the process that started it. */
export type ServiceNews =
  | { readonly kind: "listening"; readonly url: string }
  | { readonly kind: "arrived"; readonly arrival: Arrival }
  | { readonly kind: "noted"; readonly entry: LedgerEntry }

const [file = "lookups.jsonl"] = process.argv.slice(2)
const tell = (news: ServiceNews) => process.send?.(news)
const note = ledgerFile(file)

const server = lookupService({
  atlas: atlas(await readVegaData("airports.csv", AirportRow)),
  faults: badLuck,
  thinks: 50,
  ledger: (entry) => {
    note(entry)
    tell({ kind: "noted", entry })
  },
  onArrival: (arrival) => tell({ kind: "arrived", arrival }),
})

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo // An address is an object once a TCP server listens.
  tell({ kind: "listening", url: `http://127.0.0.1:${port}` })
})
process.once("disconnect", () => process.exit())
