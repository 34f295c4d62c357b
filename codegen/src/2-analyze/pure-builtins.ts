import { ts } from "../1-read/syntax.ts"
import type { ImportedFrom } from "../1-read/imported-from.ts"

/** What Node's own modules have that only computes; `*` is all of a module. */
const pure: Readonly<Record<string, string>> = {
  assert: "*",
  "assert/strict": "*",
  buffer: "Buffer",
  crypto: "createHash createHmac hash timingSafeEqual",
  path: "basename delimiter dirname extname format isAbsolute join normalize parse sep",
  querystring: "*",
  string_decoder: "*",
  url: "URL URLSearchParams domainToASCII domainToUnicode fileURLToPath urlToHttpOptions",
  util: "format inspect isDeepStrictEqual stripVTControlCharacters styleText types",
}

/** Whether a name of one of Node's own modules stands for something that only computes. */
export const isPureBuiltin = (name: ts.Identifier, { module, name: imported }: ImportedFrom): boolean => {
  const known = pure[module.replace(/^node:/, "")]
  if (known === undefined || known === "*") return known === "*"
  const words = known.split(" ")
  if (imported !== "*" && imported !== "default") return words.includes(imported)
  const { parent } = name
  return ts.isPropertyAccessExpression(parent) && parent.expression === name && words.includes(parent.name.text)
}
