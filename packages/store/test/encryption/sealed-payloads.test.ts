import { keyRing } from "@statewright/store"
import { assert, property, string, uint8Array } from "fast-check"
import { describe, expect, it } from "vitest"
import { alikeTexts } from "../../src/encryption/alike-texts.ts"
import { sealedPayloads } from "../../src/encryption/sealed-payloads.ts"
import { plainPayloads } from "../../src/plain-payloads.ts"
import { ringOf } from "./keys.ts"

const place = { column: "step.input", runId: "r", row: "main\u0000charge#1" } as const
const altered = "!sealed altered k1"
const codec = (takesPlain = false, ...ids: string[]) =>
  sealedPayloads({ ring: ringOf(...(ids.length === 0 ? ["k1"] : ids)), takesPlain })

describe("payloads that are sealed", () => {
  it("F07.11 open to what they were, in another process too, and twice the same text is never sealed alike", () => {
    const one = codec()
    assert(
      property(string({ unit: "binary" }), (text) => {
        const wellFormed = text.toWellFormed()
        const sealed = one.seal(wellFormed, place)
        expect(codec().open(sealed, place)).toBe(wellFormed)
        expect(one.seal(wellFormed, place)).not.toEqual(sealed)
      }),
    )
  })

  it.each([
    { ...place, column: "step.output" as const },
    { ...place, runId: "s" },
    { ...place, row: "main\u0000charge#2" },
    { ...place, runId: "r1:m", row: "ain\u0000charge#1" },
  ])("F07.11 open in no other place: %j", (other) => {
    expect(codec().open(codec().seal("4711", place), other)).toBe(altered)
  })

  it("F07.11 open no more once a single bit of them is another one", () => {
    const sealed = Buffer.from(codec().seal("4711", place))
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8((changed[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3)
      expect(codec().open(changed, place)).toMatch(/^!sealed (altered|no-key) /u)
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(codec().open(sealed.subarray(0, length), place)).toMatch(/^!sealed /u)
    }
  })

  it("F07.11 never throw, whatever stands there", () => {
    assert(
      property(uint8Array({ maxLength: 90 }), (bytes) => {
        expect(codec().open(bytes, place)).toBe(altered)
        expect(typeof codec(true).open(bytes, place)).toBe("string")
      }),
    )
  })

  it("F07.11 are opened by every key of the ring and sealed by the first", () => {
    const before = codec().seal("old", place)
    const both = codec(false, "k2", "k1")
    expect(both.open(before, place)).toBe("old")
    const after = both.seal("new", place)
    expect(codec().open(after, place)).toBe("!sealed no-key k2")
    expect(codec(false, "k2").open(after, place)).toBe("new")
    expect(codec(false, "k2").open(before, place)).toBe("!sealed no-key k1")
  })

  it("F07.11 stand beside plain text only where there was some before the key", () => {
    expect(codec(true).open("[1,1]", place)).toBe("[1,1]")
    expect(codec(false).open("[1,1]", place)).toBe(altered)
    expect(plainPayloads.open("[1,1]", place)).toBe("[1,1]")
  })

  it("F07.11 are sealed alike where they are looked up, in one column, and with one secret", () => {
    const alike = (fill: number) => alikeTexts({ indexKey: new Uint8Array(32).fill(fill), takesPlain: false })
    const { sealAlike, openAlike } = alike(1)
    assert(
      property(string(), string(), (text, other) => {
        const sealed = sealAlike(text, "tag.value")
        expect(alike(1).sealAlike(text, "tag.value")).toBe(sealed)
        expect(openAlike(sealed, "tag.value")).toBe(text)
        expect(sealAlike(other, "tag.value") === sealed).toBe(other === text)
        expect(sealAlike(text, "mutex.key")).not.toBe(sealed)
        expect(alike(2).sealAlike(text, "tag.value")).not.toBe(sealed)
        expect(openAlike(sealed, "mutex.key")).toBe("!sealed altered -")
        expect(alike(2).openAlike(sealed, "tag.value")).toBe("!sealed altered -")
      }),
    )
    expect(openAlike(`"plain"`, "tag.value")).toBe("!sealed altered -")
  })
})

describe("keyRing", () => {
  const key = Buffer.alloc(32, 7)

  it("F07.11 takes bytes and base64", () => {
    const ring = keyRing([
      { id: "a", key },
      { id: "b", key: key.toString("base64") },
      { id: "c", key: key.toString("base64url") },
    ])
    expect(ring.first).toBe("a")
    expect([...ring.keys.values()].every((bytes) => key.equals(bytes))).toBe(true)
  })

  it.each([
    ["no key at all", [], "it has no key"],
    ["no array", { id: "a" }, "its `keys` are no array"],
    ["a key that is no object", ["secret"], "its key number 1 is no object"],
    ["an id with a space", [{ id: "a b", key }], "the id of its key number 1"],
    ["an id that is too long", [{ id: "a".repeat(65), key }], "the id of its key number 1"],
    ["no id", [{ key }], "the id of its key number 1"],
    ["a key that is too short", [{ id: "a", key: key.subarray(1) }], "has 31 bytes, and must have 32"],
    ["base64 of too many bytes", [{ id: "a", key: Buffer.alloc(33).toString("base64") }], "has 33 bytes"],
    ["text that is no base64", [{ id: "a", key: "correct horse!" }], "neither bytes nor their base64"],
    ["a key that is a number", [{ id: "a", key: 7 }], "neither bytes nor their base64"],
    [
      "one id twice",
      [
        { id: "a", key },
        { id: "a", key },
      ],
      'two keys have the id "a"',
    ],
  ])("F07.11 refuses %s, and says nothing of the key", (_, keys, says) => {
    const making = () => keyRing(keys as never) // what a program without types may give
    expect(making).toThrow(expect.objectContaining({ _tag: "InvalidKeyRing", message: expect.stringContaining(says) }))
    expect(making).not.toThrow(/correct horse|secret|7,7,7|BwcH/u)
  })
})
