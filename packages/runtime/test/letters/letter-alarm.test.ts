import { decodeValue } from "@statewright/model"
import { describe, expect, it } from "vitest"
import { makeLetterAlarm } from "../../src/letters/letter-alarm.ts"

const letter = { fingerprint: "f", step: "charge", tag: "Down", workflow: "order" }

describe("the alarm of dead letters", () => {
  const options = { above: 2, within: 1_000 }

  it("F07.10 is raised once above the threshold, and again only after they were half as many", () => {
    const alarm = makeLetterAlarm(options, [])
    const raised = [0, 10, 20, 30, 1_015, 1_016, 5_000, 5_001, 5_002].filter(
      (at) => alarm.failed(letter, at).notice !== undefined,
    )
    expect(raised).toEqual([20, 5_002])
  })

  it("F07.10 says what there is, and of what", () => {
    const alarm = makeLetterAlarm(options, [900, 950])
    const { notice } = alarm.failed(letter, 1_000)
    expect(notice).toMatchObject({ kind: "dead-letters", subject: "f" })
    expect(decodeValue(notice?.facts ?? "")).toEqual({ above: 2, within: 1_000, count: 3, ...letter })
  })

  it("F07.10 is not raised again by whoever leads next", () => {
    const alarm = makeLetterAlarm(options, [990, 970, 980])
    expect(alarm.failed(letter, 1_000).notice).toBeUndefined()
  })

  it("F07.10 counts nothing that was not stored", () => {
    const alarm = makeLetterAlarm(options, [990, 980])
    const first = alarm.failed(letter, 1_000)
    first.undo()
    expect(first.notice).toBeDefined()
    expect(alarm.failed(letter, 1_001).notice).toBeDefined()
  })
})
