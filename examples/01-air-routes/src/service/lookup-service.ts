import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { json } from "node:stream/consumers"
import { setTimeout as wait } from "node:timers/promises"
import { z } from "zod"
import type { Atlas } from "./atlas.ts"
import type { FaultPlan } from "./faults.ts"
import type { Ledger, LedgerEntry } from "./ledger.ts"

/** What a request is known by as soon as it comes. */
export type Arrival = Omit<LedgerEntry, "answer">

export interface LookupServiceOptions {
  readonly atlas: Atlas
  readonly faults: FaultPlan
  readonly ledger: Ledger
  /** How long the service thinks before it answers, in milliseconds. */
  readonly thinks?: number
  readonly onArrival?: (arrival: Arrival) => void
}

interface Answer {
  readonly status: number
  readonly body?: unknown
}

/** Answers questions about airports over HTTP, in sessions that are opened and closed; fails as its faults say. */
export const lookupService = ({ atlas, faults, ledger, thinks = 0, onArrival }: LookupServiceOptions): Server => {
  let requests = 0
  const sessions = sessionBook()

  const answerTo = (asked: Asked, body: unknown, key: string): Answer => {
    if (asked.what === "open") return { status: 201, body: { session: `/sessions/${sessions.open(key)}` } }
    if (asked.what === "close") return sessions.close(asked.session)
    if (!sessions.isOpen(asked.session)) return { status: 410 }
    switch (asked.what) {
      case "regions":
        return { status: 200, body: atlas.homesOf(Codes.parse(body).codes) }
      case "clocks":
        return { status: 200, body: atlas.clocksOf(Codes.parse(body).codes) }
      case "nearest": {
        const home = atlas.homeNear(OneCode.parse(body).code)
        return home === undefined ? { status: 404 } : { status: 200, body: home }
      }
    }
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = askedBy(request)
    if (asked === undefined) return void response.writeHead(404).end()
    const arrival: Arrival = {
      request: ++requests,
      at: Date.now(),
      asked: asked.what,
      key: header(request, "idempotency-key"),
      attempt: Number(header(request, "x-attempt")),
      pid: Number(header(request, "x-pid")),
    }
    onArrival?.(arrival)

    const fault = faults(arrival.request)
    if (fault === "stall") return void response.once("close", () => ledger({ ...arrival, answer: "stall" }))

    const body = request.method === "POST" ? await json(request) : undefined
    await wait(thinks)
    if (response.destroyed) return ledger({ ...arrival, answer: "cut off" })
    if (fault === "refuse") {
      ledger({ ...arrival, answer: "refuse" })
      return void response.writeHead(503).end()
    }
    const answer = answerTo(asked, body, arrival.key)
    ledger({ ...arrival, answer: answer.status })
    response.writeHead(answer.status, { "content-type": "application/json" })
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body))
  }

  return createServer((request, response) => {
    // A caller that dies while it still sends is no reason to fall.
    serve(request, response).catch(() => response.writeHead(400).end())
  })
}

const Codes = z.object({ codes: z.array(z.string()) })
const OneCode = z.object({ code: z.string() })

interface Asked {
  readonly what: "open" | "regions" | "clocks" | "nearest" | "close"
  readonly session: string
}

const askedBy = ({ method, url = "" }: IncomingMessage): Asked | undefined => {
  const [, , session = "", what] = url.split("/")
  if (!url.startsWith("/sessions")) return undefined
  if (method === "DELETE") return { what: "close", session }
  if (session === "") return { what: "open", session }
  return what === "regions" || what === "clocks" || what === "nearest" ? { what, session } : undefined
}

const header = (request: IncomingMessage, name: string) => String(request.headers[name] ?? "")

/** Sessions by number: opening twice with one idempotency key opens once. */
const sessionBook = () => {
  const byKey = new Map<string, string>()
  const closed = new Set<string>()
  return {
    open: (key: string) => {
      const id = byKey.get(key) ?? String(byKey.size + 1)
      byKey.set(key, id)
      return id
    },
    isOpen: (id: string) => [...byKey.values()].includes(id) && !closed.has(id),
    close: (id: string): Answer => {
      closed.add(id)
      return { status: 204 }
    },
  }
}
