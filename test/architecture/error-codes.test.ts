import { readFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { root, sourceFiles } from "./source-files.ts"

interface ErrorClass {
  readonly name: string
  readonly tag: string
  readonly codes: readonly string[]
}

/** The errors that a file declares; an example in a comment is none. */
const errorsOf = (file: string): readonly ErrorClass[] => {
  const text = readFileSync(join(root, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "")
  return [...text.matchAll(/^export class (\w+) extends StatewrightError \{([\s\S]*?)^\}/gm)].map(
    ([, name = "", body = ""]) => ({
      name,
      tag: /_tag = "(\w+)"/.exec(body)?.[1] ?? "",
      codes: [...body.matchAll(/\bcode: "([^"]+)"/g)].map(([, code = ""]) => code),
    }),
  )
}

const errors = sourceFiles()
  .filter((file) => /^(codegen|packages\/[a-z]+)\/src\//.test(file))
  .flatMap(errorsOf)

describe("the errors of Statewright", () => {
  it("are found", () => {
    expect(errors.map(({ name }) => name)).toEqual(expect.arrayContaining(["RunNotFound", "NotADatabase", "Usage"]))
  })

  it("have one code each: a word and three digits", () => {
    expect(errors.filter(({ codes }) => codes.length !== 1 || !/^[A-Z]+-\d{3}$/.test(codes[0] ?? ""))).toEqual([])
  })

  it("share no code", () => {
    const codes = errors.flatMap((error) => error.codes)
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  })

  it("have a tag of their own, which is their name", () => {
    expect(errors.filter(({ name, tag }) => name !== tag)).toEqual([])
    expect(new Set(errors.map(({ tag }) => tag)).size).toBe(errors.length)
  })
})
