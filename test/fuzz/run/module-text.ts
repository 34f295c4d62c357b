/** What may stand beside a workflow, by name; only what a program mentions does, since each takes time to compile. */
const declarations: readonly (readonly [name: string, text: string])[] = [
  // Private: copied into the machine.
  ["Pair", "type Pair = readonly [first: number, second: string]"],
  ["Point", "interface Point { readonly x: number; y: number }"],
  ["fee", "const fee = 4"],
  ["rates", "const rates = [3, 1, 2] as const"],
  ["labels", 'const labels = { low: "l", high: "h" } as const'],
  ["bonus", "const bonus = (value: number): number => (value + fee) % 97"],
  ["grade", 'function grade(value: number): keyof typeof labels { return value > rates[0] * 10 ? "high" : "low" }'],
  ["stamp", "const stamp = (start: number): number => Date.now() - start"],
  // Exported: the machine imports it.
  ["Mishap", 'export class Mishap extends Error { override readonly name = "Mishap" }'],
  [
    "Tally",
    "export class Tally { n = 0; #added = 0; add(value: number): this { this.n += value; this.#added++; return this } get mean(): number { return this.n / this.#added } }",
  ],
  [
    "evens",
    "export function* evens(most: number): Generator<number> { for (let at = 0; at < most; at += 2) yield at }",
  ],
  // They wait.
  ["pause", "const pause = async (value: number): Promise<number> => { await tick(); return bonus(value) }"],
  [
    "countdown",
    "export const countdown = async (value: number): Promise<number> => { if (value <= 0) return 0; const one = await num(value); return 1 + (await countdown(value - 1)) + (one % 2) }",
  ],
  [
    "swap",
    "async function swap(boxes: Box[]): Promise<void> { const [first, second] = boxes; if (first === undefined || second === undefined) return; await num(boxes.length); boxes[0] = second; boxes[1] = first; await tick() }",
  ],
]

/** The declarations that a program mentions, and those that these mention. */
export const declarationsFor = (body: string): string => {
  const wanted = new Set<string>()
  const add = (text: string): void => {
    for (const [name, declaration] of declarations) {
      if (wanted.has(name) || !new RegExp(`\\b${name}\\b`).test(text)) continue
      wanted.add(name)
      add(declaration)
    }
  }
  add(body)
  return declarations.flatMap(([name, text]) => (wanted.has(name) ? [text] : [])).join("\n\n")
}
