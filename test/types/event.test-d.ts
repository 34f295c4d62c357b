import { parallel, waitForEvent } from "statewright"
import { event, site } from "statewright/machine"
import { expectTypeOf } from "vitest"
import { z } from "zod"

const Approval = z.object({ orderId: z.string(), at: z.iso.datetime().transform((text) => new Date(text)) })

// The workflow is given what the schema makes, and its predicate sees the same.
const plain = waitForEvent("approval", {
  schema: Approval,
  where: (approval) => {
    expectTypeOf(approval).toEqualTypeOf<{ orderId: string; at: Date }>()
    return approval.orderId === "o1"
  },
  timeout: "3 days",
})
expectTypeOf(plain).toEqualTypeOf<Promise<{ orderId: string; at: Date }>>()

// A default joins it, as narrow as it was written.
const late = waitForEvent("approval", { schema: Approval, timeout: "3 days", onTimeout: "late" })
expectTypeOf(late).toEqualTypeOf<Promise<{ orderId: string; at: Date } | "late">>()
expectTypeOf(waitForEvent("approval", { schema: Approval, timeout: 5, onTimeout: undefined })).toEqualTypeOf<
  Promise<{ orderId: string; at: Date } | undefined>
>()

// Beside others it is as well known as alone.
const [beside] = await parallel([waitForEvent("approval", { schema: Approval })])
expectTypeOf(beside).toEqualTypeOf<{ orderId: string; at: Date }>()

// Without a schema nothing is known of it.
expectTypeOf(waitForEvent("approval")).toEqualTypeOf<Promise<unknown>>()
expectTypeOf(waitForEvent("approval", { where: (approval) => approval === 1 })).toEqualTypeOf<Promise<unknown>>()

// @ts-expect-error -- no duration
void waitForEvent("approval", { timeout: "soon" })

// It is said, or left out.
expectTypeOf(waitForEvent("approval", { schema: z.string(), fresh: true })).toEqualTypeOf<Promise<string>>()
// @ts-expect-error -- codegen must see it
void waitForEvent("approval", { fresh: Date.now() > 0 })

// What codegen prints fits.
void site("approval", {
  schema: Approval,
  paths: [["orderId"]],
  where: (approval, given: { least: Date }) => approval.at > given.least,
})
void site("approval")
void event("approval_2", { given: { least: 1 }, keys: () => ["o1"], timeout: "3 days", onTimeout: undefined })
