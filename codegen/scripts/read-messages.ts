import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** One heading of `messages/*.md`. */
export interface Message {
  readonly code: string
  readonly title: string
  readonly severity: "error" | "warning"
  readonly message: string
  readonly hint: string
  /** Why it is so, at more length; empty when the message says it all. */
  readonly explanation: string
  /** Code that must be refused with this diagnostic. */
  readonly bad: readonly string[]
  /** Code that must pass. */
  readonly good: readonly string[]
}

/** Reads every message of a folder, sorted by code; fails with file and heading when one is malformed. */
export const readMessages = (folder: string): Message[] => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .toSorted()
  const all = files.flatMap((name) => parseMessages(readFileSync(join(folder, name), "utf8"), name))
  const codes = new Set<string>()
  for (const { code } of all) {
    if (codes.has(code)) throw new Error(`${code} has two headings.`)
    codes.add(code)
  }
  return all.toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

const parseMessages = (text: string, file: string): Message[] =>
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => parseMessage(section, file))

const parseMessage = (section: string, file: string): Message => {
  const heading = /^(SW\d{4}) (.+?)( \(warning\))?\n/.exec(section)
  const [, code, title, warning] = heading ?? []
  if (code === undefined || title === undefined) {
    throw new Error(`${file}: "## ${section.split("\n")[0]}" is not "## SW0000 title".`)
  }
  const prefixed = (prefix: string): string => {
    const lines = section.split("\n").filter((line) => line.startsWith(prefix))
    if (lines.length !== 1 || lines[0] === undefined) {
      throw new Error(`${file}: ${code} needs exactly one line that begins with "${prefix}".`)
    }
    return lines[0].slice(prefix.length).trim()
  }
  const examples = (info: string): string[] =>
    [...section.matchAll(new RegExp(`^\`\`\`ts ${info}\n(.*?)^\`\`\``, "gms"))].map((match) => match[1] ?? "")
  return {
    code,
    title,
    severity: warning === undefined ? "error" : "warning",
    message: prefixed("> "),
    hint: prefixed("Remedy: "),
    explanation: explanationOf(section),
    bad: examples("bad"),
    good: examples("good"),
  }
}

/** What is neither heading, message, remedy nor example. */
const explanationOf = (section: string): string =>
  section
    .replaceAll(/^```.*?^```/gms, "")
    .split("\n")
    .slice(1)
    .filter((line) => !line.startsWith("> ") && !line.startsWith("Remedy: "))
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()
