import { createHmac } from "node:crypto"

/** What is signed: the same `id` for every try, so that whoever receives it twice can tell. */
export interface WebhookMessage {
  readonly id: string
  /** Epoch milliseconds of this try. */
  readonly at: number
  readonly body: string
}

/** The headers of Standard Webhooks: HMAC-SHA-256 of id, time in seconds, and body. */
export const signWebhook = (secret: Uint8Array, { id, at, body }: WebhookMessage): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64")
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  }
}

/** The bytes of a secret as Standard Webhooks writes it: `whsec_` and base64 of 24 to 64 bytes; undefined for any other text. */
export const webhookSecret = (text: string): Uint8Array | undefined => {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? []
  const bytes = base64 === undefined ? undefined : Buffer.from(base64, "base64")
  return bytes !== undefined && bytes.length >= 24 && bytes.length <= 64 ? bytes : undefined
}
