import { createServer } from "node:http"
import { setTimeout } from "node:timers/promises"

/** A supplier with an address of its own. */
export interface Supplier extends AsyncDisposable {
  readonly url: string
  /** What it was asked for, in this order. */
  readonly asked: readonly string[]
  /** Changes what it answers. */
  readonly sell: (sku: string, price: { readonly cents: number; readonly inStock: boolean }) => void
}

/** Opens a supplier that needs so many milliseconds for an answer. */
export const openSupplier = async (millis: number): Promise<Supplier> => {
  const asked: string[] = []
  const prices = new Map<string, object>()
  const server = createServer((request, response) => {
    const sku = request.url?.split("/").at(-1) ?? ""
    asked.push(sku)
    void setTimeout(millis).then(() => response.end(JSON.stringify(prices.get(sku))))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("a server on a port has a port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    sell: (sku, price) => void prices.set(sku, price),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
