import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { describe, expect, it, onTestFinished } from "vitest"
import { atlas } from "../src/service/atlas.ts"
import { badLuck, goodLuck, type FaultPlan } from "../src/service/faults.ts"
import type { LedgerEntry } from "../src/service/ledger.ts"
import { lookupService } from "../src/service/lookup-service.ts"

const row = (iata: string, state: string | null, latitude: number, longitude: number) => ({
  iata,
  name: iata,
  city: null,
  state,
  country: "USA",
  latitude,
  longitude,
})
const airports = [
  row("ATL", "GA", 33.64, -84.43),
  row("SCE", null, 40.85, -77.85),
  row("AOO", "PA", 40.3, -78.32),
  row("YAP", null, 9.52, 138.1),
]

/** A service of these airports that runs until the test ends, with what a caller needs. */
const startService = async (faults: FaultPlan, onArrival = () => {}) => {
  const ledger: LedgerEntry[] = []
  const noted = Promise.withResolvers<LedgerEntry>()
  const note = (entry: LedgerEntry) => {
    ledger.push(entry)
    noted.resolve(entry)
  }
  const server = lookupService({ atlas: atlas(airports), faults, ledger: note, onArrival })
  await once(server.listen(0, "127.0.0.1"), "listening")
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // An address is an object once a TCP server listens.

  const ask = async (path: string, body: object, { key = "key", ...options }: RequestInit & { key?: string } = {}) => {
    const headers = { "idempotency-key": key, "x-attempt": "1", "x-pid": "7", connection: "close" }
    const sent = { method: "POST", body: JSON.stringify(body), headers, ...options }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, sent)
    const text = await response.text()
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) }
  }
  const openSession = async (key = "key"): Promise<string> => (await ask("/sessions", {}, { key })).body.session
  return { ask, openSession, ledger, noted: noted.promise }
}

describe("lookupService", () => {
  it("opens one session for one idempotency key", async () => {
    const { openSession } = await startService(goodLuck)
    const session = await openSession("a")
    expect(await openSession("a")).toBe(session)
    expect(await openSession("b")).not.toBe(session)
  })

  it("tells the airports with a state from those without", async () => {
    const { ask, openSession } = await startService(goodLuck)
    const { body } = await ask(`${await openSession()}/regions`, { codes: ["ATL", "SCE"] })
    expect(body).toEqual({ known: [{ code: "ATL", state: "GA", region: "South" }], unknown: ["SCE"] })
  })

  it("finds a home near an airport without a state, or answers 404", async () => {
    const { ask, openSession } = await startService(goodLuck)
    const session = await openSession()
    const near = await ask(`${session}/nearest`, { code: "SCE" })
    expect(near.body).toEqual({ code: "SCE", state: "PA", region: "Northeast" })
    expect(await ask(`${session}/nearest`, { code: "YAP" })).toMatchObject({ status: 404 })
  })

  it("answers nothing in a session that is closed", async () => {
    const { ask, openSession } = await startService(goodLuck)
    const session = await openSession()
    expect(await ask(session, {}, { method: "DELETE", body: null })).toMatchObject({ status: 204 })
    expect(await ask(`${session}/clocks`, { codes: ["ATL"] })).toMatchObject({ status: 410 })
  })

  it("notes every request, refused ones included", async () => {
    const { ask, ledger } = await startService(() => "refuse")
    expect(await ask("/sessions", {}, { key: "k" })).toMatchObject({ status: 503 })
    expect(ledger).toMatchObject([{ asked: "open", key: "k", attempt: 1, pid: 7, answer: "refuse" }])
  })

  it("notes a stall when the caller gives up", async () => {
    const caller = new AbortController()
    const { ask, noted } = await startService(
      () => "stall",
      () => caller.abort(),
    )
    await expect(ask("/sessions", {}, { signal: caller.signal })).rejects.toThrow("aborted")
    expect(await noted).toMatchObject({ asked: "open", answer: "stall" })
  })
})

describe("badLuck", () => {
  it("strikes the same requests every time", () => {
    const struck = Array.from({ length: 50 }, (_, index) => index + 1).filter((request) => badLuck(request))
    expect(struck).toEqual([6, 17, 19, 32, 45, 46])
  })
})
