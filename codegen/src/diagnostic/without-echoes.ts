import type { DiagnosticCode } from "../messages.generated.ts"
import type { Diagnostic } from "./diagnostic.ts"

/** One diagnostic for one mistake: without those that say again, less well, what another one says. */
export const withoutEchoes = (all: readonly Diagnostic[]): Diagnostic[] => {
  // A helper is looked into for every workflow that calls it.
  const diagnostics = [...new Map(all.map((each) => [keyOf(each), each])).values()]
  const byFile = Map.groupBy(diagnostics, ({ file }) => file)
  return diagnostics.filter((each) => !byFile.get(each.file)?.some((other) => saysMore(other, each)))
}

const keyOf = ({ file, span, code, message }: Diagnostic): string => `${file}:${span.start}:${code}:${message}`

const saysMore = (other: Diagnostic, each: Diagnostic): boolean => {
  if (other.span.start === each.span.start) {
    if (other.code === each.code && other.message !== each.message) return other.span.end > each.span.end
    const [better, worse] = [telling.indexOf(other.code), telling.indexOf(each.code)]
    return worse !== -1 && better !== -1 && better < worse
  }
  const isInside = other.span.start < each.span.start && each.span.end <= other.span.end
  return isInside && (covers[other.code]?.includes(each.code) ?? false)
}

/** Of those that begin at one place the first says most. */
const telling: readonly DiagnosticCode[] = [
  "SW1001",
  "SW0002",
  "SW2405",
  "SW2402",
  "SW2401",
  "SW2403",
  "SW2404",
  "SW2204",
  "SW2001",
  "SW2202",
  "SW2201",
  "SW3204",
]

/** What is wrong inside something that must go as a whole. */
const covers: Partial<Record<DiagnosticCode, readonly DiagnosticCode[]>> = {
  SW2001: ["SW2201", "SW2204"],
  SW2202: ["SW2201", "SW2202", "SW2204", "SW2401", "SW2402", "SW2403"],
  SW2204: ["SW2201"],
}
