import { describe, expect, it } from "vitest"
import { readXml } from "./read-xml.ts"

describe("readXml, by which the pictures are checked", () => {
  it.each(["<a><b></a></b>", "<a/><b/>", "<a", '<a x="1" x="2"/>', "<a>&b</a>", '<a x="<"/>', "<a> < </a>"])(
    "refuses %s",
    (broken) => {
      expect(() => readXml(broken)).toThrow()
    },
  )

  it("takes what is well formed", () => {
    expect(readXml('<a x="1 &lt; 2"><b/> &amp; </a>')).toEqual({ root: "a", elements: 2 })
  })
})
