import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** What the bank answers next: a status, and what belongs to it. */
export type Answer = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>]

/** A bank that gives these answers, one after the other; the last of them for ever. */
export const openBank = async (answers: readonly Answer[]) => {
  const left = [...answers]
  const asked: { path: string; key: string | undefined }[] = []
  const server = createServer((request, response) => {
    const key = request.headers["idempotency-key"]
    asked.push({ path: request.url ?? "", key: Array.isArray(key) ? key[0] : key })
    const [status, body = null, headers = {}] = (left.length > 1 ? left.shift() : left[0]) ?? [500]
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body))
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    /** What it was asked, in this order. */
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
