import { InvalidOption } from "@statewright/workflow"
import { webhookSecret } from "./sign-webhook.ts"

/** Where notices are sent to. */
export interface WebhookOptions {
  /** `https:`, or `http:` to this machine. */
  readonly url: string
  /** What signs them, as Standard Webhooks writes it: `whsec_` and the base64 of 24 to 64 random bytes. */
  readonly secret: string
  /** Of which kinds; all if absent. */
  readonly kinds?: readonly string[]
}

/** An endpoint that was checked. */
export interface Webhook {
  readonly url: URL
  readonly secret: Uint8Array
  readonly wants: (kind: string) => boolean
}

/** The endpoints of an engine. Throws `InvalidOption`, which quotes no secret. */
export const webhooksOf = (given: readonly WebhookOptions[] | undefined): readonly Webhook[] => {
  if (given === undefined) return []
  if (!Array.isArray(given)) throw refused("`webhooks` is no array")
  return given.map((webhook: unknown, place) => readWebhook(webhook, `webhooks[${place}]`))
}

const known: ReadonlySet<string> = new Set<keyof WebhookOptions>(["url", "secret", "kinds"])

const readWebhook = (given: unknown, name: string): Webhook => {
  if (typeof given !== "object" || given === null) throw refused(`\`${name}\` is no object`)
  const other = Object.keys(given).find((key) => !known.has(key))
  if (other !== undefined) throw refused(`\`${name}\` has no option \`${other}\``)
  const { url, secret, kinds }: Partial<Record<keyof WebhookOptions, unknown>> = given
  const bytes = typeof secret === "string" ? webhookSecret(secret) : undefined
  if (bytes === undefined) throw refused(`\`${name}.secret\` is not \`whsec_\` and the base64 of 24 to 64 bytes`)
  const isList = Array.isArray(kinds) && kinds.every((kind) => typeof kind === "string")
  if (kinds !== undefined && !isList) throw refused(`\`${name}.kinds\` is no array of strings`)
  const wanted = isList ? new Set<unknown>(kinds) : undefined
  return { url: readUrl(url, name), secret: bytes, wants: (kind) => wanted?.has(kind) ?? true }
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const readUrl = (given: unknown, name: string): URL => {
  const url = typeof given === "string" && URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined) throw refused(`\`${name}.url\` is no URL`)
  if (url.username !== "" || url.password !== "") throw refused(`\`${name}.url\` holds a password`)
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname))
  if (!isSafe) throw refused(`\`${name}.url\` is not \`https:\`, nor \`http:\` to this machine`)
  return url
}

const refused = (problem: string): InvalidOption =>
  new InvalidOption("createEngine", problem, "Give `webhooks: [{ url, secret, kinds }]`.")
