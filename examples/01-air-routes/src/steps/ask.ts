/** What a step hands on of its context. */
interface AttemptContext {
  readonly signal: AbortSignal
  readonly idempotencyKey: string
  readonly attempt: number
}

/** The lookup service answered, but not with what was asked for. */
export class ServiceError extends Error {
  readonly status: number
  constructor(url: string, status: number) {
    super(`${url} answered ${status}.`)
    this.name = "ServiceError"
    this.status = status
  }
}

/** Asks the lookup service, and says which attempt of which step call is asking. */
export const ask = async (
  method: "POST" | "DELETE",
  url: string,
  body: object,
  { signal, idempotencyKey, attempt }: AttemptContext,
): Promise<unknown> => {
  const response = await fetch(url, {
    method,
    signal,
    headers: {
      "content-type": "application/json",
      "idempotency-key": idempotencyKey,
      "x-attempt": String(attempt),
      "x-pid": String(process.pid),
    },
    ...(method === "POST" && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new ServiceError(url, response.status)
  return response.status === 204 ? undefined : response.json()
}
