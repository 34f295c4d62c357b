import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Frame, Writes } from "@statewright/model"
import { NotStorable } from "@statewright/model"
import { encodeBase } from "../../src/snapshot/encode-base.ts"
import { encodeDelta } from "../../src/snapshot/encode-delta.ts"
import type { FrameLog } from "../../src/snapshot/frame-log.ts"
import { restoreFrame } from "../../src/snapshot/restore.ts"
import { SnapshotDamaged } from "../../src/snapshot/snapshot-damaged.ts"
import { SnapshotTooLarge } from "../../src/snapshot/snapshot-too-large.ts"
import { SnapshotTooNew } from "../../src/snapshot/snapshot-too-new.ts"
import { baseWrite, snapshotWrite } from "../../src/snapshot/snapshot-write.ts"
import { carryOut, transitions } from "./frame-changes.ts"
import { frameOf, pictureOf, topOf, writesOf } from "./frames.ts"

/** What a store holds of one frame. */
interface Stored {
  base: string
  deltas: string[]
}

const start = (): { readonly frame: Frame; readonly log: FrameLog; readonly stored: Stored } => {
  const frame = frameOf({ a: [1], b: { list: [] }, c: new Map(), d: new Set() })
  const { log, text } = encodeBase(frame, "run")
  return { frame, log, stored: { base: text, deltas: [] } }
}

const store = (stored: Stored, log: FrameLog, frame: Frame, writes: Writes): number => {
  const { kind, text } = snapshotWrite(log, frame, writes)
  if (kind === "base") Object.assign(stored, { base: text, deltas: [] })
  else stored.deltas.push(text)
  return text.length
}

describe("A.9 the snapshot log", () => {
  it("restores what the live frame is, after every delta, with identity over all locals", () => {
    fc.assert(
      fc.property(transitions, (steps) => {
        const { frame, log, stored } = start()
        for (const step of steps) {
          stored.deltas.push(encodeDelta(log, frame, carryOut(frame, step)))
          expect(pictureOf(restoreFrame("run", stored.base, stored.deltas).frame)).toBe(pictureOf(frame))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it("goes on from a restored frame as from the live one", () => {
    fc.assert(
      fc.property(transitions, (steps) => {
        const { stored } = start()
        for (const step of steps) {
          const { frame, log } = restoreFrame("run", stored.base, stored.deltas)
          stored.deltas.push(encodeDelta(log, frame, carryOut(frame, step)))
          expect(pictureOf(restoreFrame("run", stored.base, stored.deltas).frame)).toBe(pictureOf(frame))
        }
      }),
      { numRuns: 300 },
    )
  })

  it("writes what changed and nothing else", () => {
    const { frame, log } = start()
    const top = topOf(frame)
    const { a } = top.locals
    if (Array.isArray(a)) a.push({ n: 2 })
    top.locals["i"] = 1
    delete top.locals["d"]
    frame.seq = 2
    frame.waits.delete("for_i/square#1")
    frame.waits.set("for_i/square#2", undefined)
    top.waiting = { kind: "one", id: "for_i/square#2" }
    const text = encodeDelta(log, frame, writesOf(frame, { grown: ["a"] }))
    expect(text.replace(/:[0-9a-f]{8}:/, ":")).toBe(
      '3d:[2,[["+",0,{"n":2}]],[],[[0,0,{"kind":"one","id":"for_i/square#2"},["d"],"i",1]],[],' +
        '["for_i/square#1",null,"for_i/square#2",0]]',
    )
  })

  it("names the local that cannot be stored", () => {
    const { frame, log } = start()
    topOf(frame).locals["done"] = { later: Promise.resolve() }
    expect(() => encodeDelta(log, frame, writesOf(frame, {}))).toThrow(NotStorable)
    expect(() => encodeBase(frame, "run")).toThrow("`done.later` is an instance of `Promise`")
  })

  it("keeps what was changed in an object that its local no longer holds", () => {
    const { frame, log, stored } = start()
    const { locals } = topOf(frame)
    const writes = writesOf(frame, { mutated: ["b"] })
    Object.assign(locals["b"] as object, { changed: true })
    locals["kept"] = locals["b"]
    locals["b"] = undefined
    stored.deltas.push(encodeDelta(log, frame, writes))
    expect(pictureOf(restoreFrame("run", stored.base, stored.deltas).frame)).toBe(pictureOf(frame))
  })

  it("keeps what a helper changed in its caller's object, though it came and went in one transition", () => {
    const { frame, log, stored } = start()
    const { b } = topOf(frame).locals
    frame.activations.set(1, { number: 1, procedure: "helper", state: "begin", locals: { argument: b } })
    const writes = writesOf(frame, { mutated: ["argument"] })
    Object.assign(b as object, { changed: true })
    frame.activations.delete(1)
    stored.deltas.push(encodeDelta(log, frame, writes))
    expect(pictureOf(restoreFrame("run", stored.base, stored.deltas).frame)).toBe(pictureOf(frame))
  })
})

describe("N.4 snapshotWrite", () => {
  it("stays isomorphic, whether it writes a base or a delta", () => {
    fc.assert(
      fc.property(transitions, (steps) => {
        const { frame, log, stored } = start()
        topOf(frame).locals["large"] = "x".repeat(3000)
        for (const step of steps) {
          store(stored, log, frame, carryOut(frame, step))
          expect(pictureOf(restoreFrame("run", stored.base, stored.deltas).frame)).toBe(pictureOf(frame))
        }
      }),
      { numRuns: 200 },
    )
  })

  it("writes what changed of a small frame too, so that its base is seldom written", () => {
    const { frame, log, stored } = start()
    for (let i = 0; i < 20; i++) {
      frame.seq += 1
      store(stored, log, frame, writesOf(frame, {}))
    }
    expect(stored.deltas).toHaveLength(20)
  })

  it.each(["array", "map", "set", "array of objects"])("writes bytes linear in the number of appends: %s", (kind) => {
    expect(bytesOfAppends(kind, 10_000) / bytesOfAppends(kind, 1_000)).toBeLessThan(11.5)
  })

  it("never holds more deltas than twice what the base takes", () => {
    const { frame, log, stored } = start()
    for (let i = 0; i < 3000; i++) {
      appendTo(topOf(frame).locals["a"], i)
      store(stored, log, frame, writesOf(frame, { grown: ["a"] }))
      const deltas = stored.deltas.reduce((sum, { length }) => sum + length, 0)
      expect(deltas).toBeLessThanOrEqual(Math.max(2 * stored.base.length, 2048))
    }
  })
})

describe("N.6 restoreFrame", () => {
  const written = (): Stored => {
    const { frame, log, stored } = start()
    topOf(frame).locals["large"] = Array.from({ length: 100 }, (_, n) => ({ n }))
    for (let i = 0; i < 3; i++) {
      appendTo(topOf(frame).locals["a"], { i })
      stored.deltas.push(encodeDelta(log, frame, writesOf(frame, { grown: ["a"] })))
    }
    return stored
  }

  it("refuses any text with one character changed, cut off or added", () => {
    const { base, deltas } = written()
    const texts = [base, ...deltas]
    fc.assert(
      fc.property(fc.nat(3), fc.nat(), fc.constantFrom("", "x", "0", "1", '"', "[", "]]"), (which, at, put) => {
        const text = texts[which] ?? ""
        const position = at % text.length
        fc.pre(text[position] !== put)
        const [first = "", ...rest] = texts.with(which, text.slice(0, position) + put + text.slice(position + 1))
        expect(() => restoreFrame("run", first, rest)).toThrow(/damaged|in format/)
      }),
    )
  })

  it("refuses a text that says to be of an older format", () => {
    const { base, deltas } = written()
    const [one = "", ...others] = deltas
    for (const older of ["1b", "2b", "3b"]) {
      expect(() => restoreFrame("run", base.replace("4b", older), deltas)).toThrow(SnapshotDamaged)
    }
    for (const older of ["1d", "2d"]) {
      expect(() => restoreFrame("run", base, [one.replace("3d", older), ...others])).toThrow(SnapshotDamaged)
    }
  })

  it("refuses deltas that are missing, doubled, in another order or of another base", () => {
    const { base, deltas } = written()
    const [one = "", two = "", three = ""] = deltas
    for (const wrong of [[two, three], [one, three], [one, one], [two, one], [base], [one, two, three, three]]) {
      expect(() => restoreFrame("run", base, wrong)).toThrow(SnapshotDamaged)
    }
    expect(() => restoreFrame("run", encodeBase(frameOf({}), "run").text, deltas)).toThrow(SnapshotDamaged)
    expect(() => restoreFrame("run", one, [])).toThrow(SnapshotDamaged)
    expect(() => restoreFrame("run", "", [])).toThrow(SnapshotDamaged)
  })

  it("refuses a newer format by its number", () => {
    const { base, deltas } = written()
    expect(() => restoreFrame("run", base.replace("4b", "9b"), deltas)).toThrow(SnapshotTooNew)
    expect(() => restoreFrame("run", base, ["12d:00000000:{}"])).toThrow(SnapshotTooNew)
  })
})

describe("N.7 a snapshot is bounded", () => {
  it("with an error that says how large it is and what to do", () => {
    const frame = frameOf({ text: "x".repeat(4 * 1024 * 1024) })
    expect(() => baseWrite(frame, "run")).toThrow(SnapshotTooLarge)
    expect(() => baseWrite(frame, "run")).toThrow(/takes 4194\d+ bytes; at most 4194304/)
  })

  it("when deltas take it there too", () => {
    const { frame, log } = start()
    const append = (): unknown => {
      appendTo(topOf(frame).locals["a"], "x".repeat(1000))
      return snapshotWrite(log, frame, writesOf(frame, { grown: ["a"] }), { limit: 50_000 })
    }
    expect(() => {
      for (let i = 0; i < 151; i++) append()
    }).toThrow(SnapshotTooLarge)
  })
})

const appendTo = (container: unknown, element: unknown): void => {
  if (Array.isArray(container)) container.push(element)
  else if (container instanceof Map) container.set(element, element)
  else if (container instanceof Set) container.add(element)
}

const bytesOfAppends = (kind: string, count: number): number => {
  const container = kind === "map" ? new Map() : kind === "set" ? new Set() : []
  const frame = frameOf({ count, container, i: 0 })
  const { log, write } = baseWrite(frame, "run")
  let bytes = write.text.length
  for (let i = 0; i < count; i++) {
    const top = topOf(frame)
    appendTo(container, kind === "array of objects" ? { square: i } : i)
    top.locals["i"] = i + 1
    frame.seq = i + 2
    const id = `for_i/square#${frame.seq}`
    frame.waits.clear()
    frame.waits.set(id, undefined)
    top.waiting = { kind: "one", id }
    bytes += snapshotWrite(log, frame, writesOf(frame, { grown: ["container"] })).text.length
  }
  return bytes
}
