import type { EventCall } from "../2-analyze/given-function.ts"
import type { SegmentPrinter } from "./op.ts"

/** What a segment returns to wait for an event: what the run asks of it, as it is now. */
export const eventText = (part: EventCall, text: SegmentPrinter): string => {
  const { event, parts } = part
  const given = parts.given.map(({ first }) => {
    const value = text.node(first)
    return value === first.text ? value : `${first.text}: ${value}`
  })
  const keys = parts.keys.map(({ value }) => text.node(value))
  const options = [
    ...event.evaluated.map(({ key, value }) => optionText(key, text.node(value))),
    ...(event.fresh ? ["fresh: true"] : []),
    ...(given.length === 0 ? [] : [`given: { ${given.join(", ")} }`]),
    ...(keys.length === 0 ? [] : [`keys: () => [${keys.join(", ")}]`]),
  ]
  const head = `${text.abi("event")}(${JSON.stringify(text.site(part))}`
  if (options.length === 0) return `${head})`
  const line = `${head}, { ${options.join(", ")} })`
  if (line.length <= 100 && !line.includes("\n")) return line
  return `${head}, {\n${options.map((option) => `  ${option.replaceAll("\n", "\n  ")},\n`).join("")}})`
}

const optionText = (key: string, value: string): string => (key === value ? key : `${key}: ${value}`)
