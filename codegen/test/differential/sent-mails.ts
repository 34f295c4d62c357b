import type { SentEvents } from "@statewright/testing"

const paid = (orderId: string, cents: number) => ({ orderId, cents })
const approval = (orderId: string, level: number, name = "ann") => ({ orderId, by: { name, level } })

/** What is sent to the workflows of the fixtures that wait for events: at once, later, too late, or not at all. */
export const sentMails: readonly SentEvents[] = [
  {},
  {
    approval: [approval("b", 9), approval("a", 0), approval("a", 2), approval("a", 0, "bob"), approval("a", 0)],
    nudge: [1, "any", 0, 2],
    box: [null, ...[0, 7, 8].map((n) => ({ order: { id: "a", n } })), { tags: ["b"] }],
    kind: [
      { kind: "a", value: 3 },
      { kind: "b", text: "" },
      { kind: "b", text: "long" },
    ],
    word: ["bcd", "b", "x", "y", "abc", "one", "two", "x"],
    n: [3, 60, 1, 2, 2],
    stop: ["now", "then"],
    paid: [paid("x", 9), ...["c", "b", "d", "e", "f"].map((id, at) => paid(id, at + 1))],
  },
  {
    approval: [
      { after: "2 days", payload: approval("a", 0, "root") },
      { after: "49 hours", payload: approval("a", 1, "root") },
    ],
    nudge: [
      { after: "13 hours", payload: 1 },
      { after: "2 days", payload: "any" },
    ],
    stop: [
      { after: "1 hour", payload: "just" },
      { after: "61 minutes", payload: "next" },
    ],
    paid: [
      ...["x", "f", "e", "d"].map((id) => paid(id, 3)),
      { after: "3 hours", payload: paid("c", 2) },
      { after: "2 hours", payload: paid("b", 1) },
      { after: "4 hours", payload: paid("b", 7) },
      { after: "5 hours", payload: paid("g", 7) },
    ],
  },
  {
    approval: [
      { after: "3 days", payload: approval("a", 5) },
      { after: "4 days", payload: approval("a", 0) },
    ],
    nudge: [
      { after: "1 day", payload: 0 },
      { after: "1 day", payload: 1 },
    ],
    stop: [{ after: "2 days", payload: "late" }],
    word: ["b", "x", "two", "ba"].map((payload, at) => ({ after: `${(at + 1) * 25} minutes` as const, payload })),
    n: [{ after: "40 minutes", payload: 51 }],
    paid: [{ after: "2 days", payload: paid("h", 4) }],
  },
]
