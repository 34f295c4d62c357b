import { encodeValue } from "@statewright/model"
import { describe, expect, it } from "vitest"
import { signWebhook, webhookSecret } from "../../src/notices/sign-webhook.ts"
import { webhookBody } from "../../src/notices/webhook-body.ts"
import { mostTries, webhookDelay } from "../../src/notices/webhook-delay.ts"
import { webhooksOf } from "../../src/notices/webhook.ts"

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

describe("webhooks", () => {
  it("F07.10 are signed as Standard Webhooks says: its own example", () => {
    const bytes = webhookSecret(secret) ?? new Uint8Array()
    const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: 1_614_265_330_000, body: '{"test": 2432232314}' }
    expect(signWebhook(bytes, message)).toEqual({
      "content-type": "application/json",
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    })
  })

  it("F07.10 are tried eight times, ever more seldom", () => {
    const delays = Array.from({ length: mostTries }, (_, n) => webhookDelay(n + 1))
    expect(delays).toEqual([10_000, 40_000, 160_000, 640_000, 2_560_000, 10_240_000, 40_960_000, undefined])
  })

  it("F07.10 hold names, states and counts, and nothing that a person gave", () => {
    const row = { seq: 7, at: 0, subject: "payments", runId: "r", deliverAt: 0, tries: 0 }
    const facts = encodeValue(
      { from: "closed", to: "open", error: "CANARY", openings: 5, retryAt: { x: "CANARY" } },
      "x",
    )
    expect(JSON.parse(webhookBody({ ...row, kind: "breaker", facts }))).toEqual({
      type: "breaker",
      timestamp: "1970-01-01T00:00:00.000Z",
      data: { number: 7, subject: "payments", runId: "r", from: "closed", to: "open", openings: 5 },
    })
    for (const kind of ["validation", "constructor", "breaker"]) {
      for (const text of [encodeValue(["CANARY"], "x"), "!sealed no-key k1", "CANARY"]) {
        expect(webhookBody({ ...row, kind, facts: text })).not.toMatch(/CANARY|sealed/u)
      }
    }
  })

  it.each([
    ["no array", { url: "https://a.example", secret }, "no array"],
    ["something that is no object", ["https://a.example"], "`webhooks[0]` is no object"],
    ["an unknown option", [{ url: "https://a.example", secret, retries: 3 }], "no option `retries`"],
    ["no URL", [{ secret }], "`webhooks[0].url` is no URL"],
    ["a URL in clear", [{ url: "http://a.example", secret }], "not `https:`"],
    ["a file", [{ url: "file:///etc/passwd", secret }], "not `https:`"],
    ["a host that only looks local", [{ url: "http://127.0.0.1.example", secret }], "not `https:`"],
    ["a password in the URL", [{ url: "https://user:pass@a.example", secret }], "holds a password"],
    ["no secret", [{ url: "https://a.example" }], "`webhooks[0].secret` is not"],
    ["a secret that is too short", [{ url: "https://a.example", secret: "whsec_c2hvcnQ=" }], "24 to 64 bytes"],
    ["kinds that are no strings", [{ url: "https://a.example", secret, kinds: [7] }], "`webhooks[0].kinds`"],
  ])("F07.10 refuse %s, without a word of the secret", (_, webhooks, says) => {
    const reading = () => webhooksOf(webhooks as never) // what a program without types may give
    expect(reading).toThrow(expect.objectContaining({ _tag: "InvalidOption", message: expect.stringContaining(says) }))
    expect(reading).not.toThrow(/MfKQ|c2hvcnQ|pass@/u)
  })

  it("F07.10 go to this machine in clear, and where they are wanted only", () => {
    const [local, some] = webhooksOf([
      { url: "http://localhost:8080/hook", secret },
      { url: "https://a.example", secret, kinds: ["breaker"] },
    ])
    expect([local?.wants("breaker"), local?.wants("validation")]).toEqual([true, true])
    expect([some?.wants("breaker"), some?.wants("validation")]).toEqual([true, false])
    expect(webhooksOf(undefined)).toEqual([])
  })
})
