import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  codecVersion,
  decodeValue,
  encodeValue,
  isStatewrightError,
  ValueDamaged,
  ValueTooNew,
} from "../../src/index.ts"
import { graph } from "./graphs.ts"

describe("N.6 decodeValue", () => {
  it.each([
    "",
    "{",
    "1",
    "[]",
    "[1]",
    "[0,1]",
    '["1",1]',
    "[1,1,1]",
    '[1,["r",0]]',
    '[1,["r",-1]]',
    '[1,["r","length"]]',
    '[1,["zz"]]',
    '[1,["n","1"]]',
    '[1,["b","x"]]',
    '[1,["b",1]]',
    '[1,["d","now"]]',
    '[1,["m",1]]',
    '[1,["m",1,2,1,3]]',
    '[1,["s",1,1]]',
    '[1,["x","(","",0]]',
    '[1,["x"]]',
    '[1,["B","*"]]',
    '[1,["T","Nope",0,1,["B",""]]]',
    '[1,["T","Uint8Array",0,9,["B",""]]]',
    '[1,["T","constructor",0,0,["B",""]]]',
    '[1,["h",1,5,1]]',
    '[1,["h",-1]]',
    '[1,["h",2,0]]',
    '[1,["o",[]]]',
    '[1,["o"]]',
    '[1,["f",1]]',
    '[1,["E","Nope",null,null,0]]',
    '[1,["E","Error",null,null,0,1,2]]',
    '[1,["E","Error"]]',
    '[1,["+",0,1]]',
    '[1,["w",0,{}]]',
  ])("refuses %s", (text) => {
    expect(() => decodeValue(text)).toThrow(ValueDamaged)
  })

  it("refuses a newer format by its number", () => {
    expect(() => decodeValue(`[${codecVersion + 1},{}]`)).toThrow(ValueTooNew)
  })

  it("gives a typed error or a value for any damage, and changes no prototype", () => {
    fc.assert(
      fc.property(
        graph,
        fc.nat(),
        fc.constantFrom('"', "[", "]", "{", ",", "0", "r", "w", "f", "__proto__"),
        (value, at, put) => {
          const text = encodeValue(value)
          const position = at % text.length
          const thrown = errorOf(() => decodeValue(text.slice(0, position) + put + text.slice(position + 1)))
          expect(thrown === undefined || isStatewrightError(thrown), String(thrown)).toBe(true)
          expect(Object.keys(Object.prototype)).toEqual([])
        },
      ),
      { numRuns: 1000 },
    )
  })
})

const errorOf = (act: () => unknown): unknown => {
  try {
    act()
    return undefined
  } catch (error) {
    return error
  }
}
