import type { Exit, SegmentState } from "@statewright/model"
import { describe, expect, it } from "vitest"
import { decisionText } from "../src/picture/decision.ts"

const decide = (...exits: readonly Omit<Exit, "target">[]): readonly string[] => {
  const span = { start: 0, end: 1, line: 1, column: 1, endLine: 1, endColumn: 2 }
  const writes = { assigns: [], appends: [], mutates: [] }
  const segment: SegmentState = {
    kind: "segment",
    key: "s",
    label: "the code",
    span,
    code: "s",
    writes,
    exits: exits.map((exit) => ({ ...exit, target: "t" })),
  }
  const { text, words } = decisionText(segment)
  return [text, ...words.map((each) => each.join(" · "))]
}

describe("decisionText", () => {
  it("asks the condition of a loop, and says what is done when it fails", () => {
    expect(decide({ label: "next", condition: "i < 3" }, { label: "done", condition: "!(i < 3)" })).toEqual([
      "i < 3",
      "yes",
      "done",
    ])
    expect(decide({ label: "next" }, { label: "done", condition: "!(i < 3)" })).toEqual(["i < 3", "yes", "done"])
  })

  it("asks for the next element of a for..of", () => {
    expect(decide({ label: "next" }, { label: "done", condition: "no more line" })).toEqual([
      "next line?",
      "yes",
      "done",
    ])
  })

  it("asks a negated condition as the author wrote it", () => {
    expect(decide({ label: "then", condition: "!(ok)" }, { label: "else", condition: "!(!(ok))" })).toEqual([
      "!(ok)",
      "then",
      "else",
    ])
  })

  it("does not take two brackets for one", () => {
    expect(decide({ label: "break", condition: "!(a) && (b)" }, { label: "next" })).toEqual([
      "!(a) && (b)",
      "break",
      "else",
    ])
  })

  it("writes each condition on its own arrow where there are several", () => {
    expect(
      decide({ label: "done", condition: "no more item" }, { label: "then", condition: "item < 4" }, { label: "else" }),
    ).toEqual(["the code", "done", "item < 4", "else"])
  })

  it("says which way returns where the chart knows no condition", () => {
    expect(decide({ label: "next" }, { label: "return" })).toEqual(["the code", "else", "return"])
  })
})
