import * as Context from "effect/Context"

/** A message on its way out. */
export interface WebhookRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

/** Sends a message and answers the HTTP status; where it leads on is not followed. */
export const PostWebhook = Context.Reference<(request: WebhookRequest) => Promise<number>>(
  "@statewright/runtime/PostWebhook",
  {
    defaultValue:
      () =>
      async ({ url, headers, body, signal }) => {
        const answer = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" })
        await answer.body?.cancel()
        return answer.status
      },
  },
)
