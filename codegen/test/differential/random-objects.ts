import { type Dice, dice } from "./random-workflow.ts"

/** What the bodies of `randomObjects` need beside the steps. */
export const objectHelpers = `
export interface Box { n: number; list: number[]; inner?: Box }
export const grow = (list: number[]): void => void list.push(list.length)
export const bump = (box: Box): Box => { box.n++; return box }
export const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
export const copyOf = (box: Box): Box => { const made: Box = { ...box }; made.list = [...box.list]; return made }
`

/**
 * The body of a workflow that changes arrays, Maps, Sets and objects, which several locals may share, between steps: a
 * change that a write set leaves out is lost when the frame is stored.
 */
export const randomObjects = (seed: number): string => {
  const roll = dice(seed)
  let ids = 0
  const lines: string[] = [
    "let a: number[] = [1, 2]",
    "const c: number[] = []",
    "let b: Box = { n: 1, list: a }",
    "const d: Box = { n: 2, list: c, inner: b }",
    "const m = new Map<string, Box>()",
    "const s = new Set<Box>()",
    "const w = new Map<string, number>()",
  ]
  const block = (depth: number): string => Array.from({ length: 2 + roll(4) }, () => statement(depth)).join("\n")
  const statement = (depth: number): string => {
    const id = `${ids++}`
    if (roll(3) === 0) return `if (await ask("${id}")) {\n${depth < 2 ? block(depth + 1) : change(roll)}\n}`
    if (depth < 2 && roll(8) === 0) {
      return `for (const x${id} of [1, 2]) {\nw.set("${id}", x${id})\n${block(depth + 1)}\nawait ask("${id}l")\n}`
    }
    if (depth < 2 && roll(9) === 0) {
      return `for (const x${id} of a) {\nif (a.length + c.length > 9) break\n${block(depth + 1)}\nc.push(x${id})\n}`
    }
    return roll(4) === 0 ? `await ask("${id}")` : change(roll)
  }
  lines.push(block(0), 'await ask("end")', block(1), 'await ask("last")')
  lines.push(
    "return [a, b, c, d, [...m], [...s], [...w], a === b.list, c === d.list, d.inner === b, m.get('k') === b, s.has(b), s.has(d), b.inner === d]",
  )
  return lines.join("\n")
}

const change = (roll: Dice): string => changes[roll(changes.length)] ?? ""

const changes: readonly string[] = [
  "a.push(a.length)",
  "c.push(5, 6)",
  "b.list.push(7)",
  "b.n++",
  "d.n += total(c)",
  "b.list = a",
  "a = b.list",
  "a = [...a]",
  "b = { ...b }",
  "b = d",
  "d.inner = b",
  "delete d.inner",
  'm.set("k", b)',
  'm.set("d", d)',
  'const g = m.get("k")\nif (g !== undefined) g.n *= 2',
  "for (const box of m.values()) box.list = c",
  "s.add(b)",
  "s.add(d)",
  "s.forEach((box) => box.n--)",
  "for (const box of s) bump(box)",
  "grow(a)",
  "grow(c)",
  "b = bump(copyOf(d))",
  "c.sort((x, y) => y - x)",
  "a.reverse()",
  "a.length = 1",
  "[a[0] = 0, a[1] = 1] = [...c]",
  "const { list } = d\nlist.push(8)",
  "const own: number[] = []\nown.push(1)\na = own",
  "const alias = a\nalias.push(9)\na = c",
  "const add = (box: Box) => { box.list.push(box.n) }\nadd(b)",
  "Object.assign(b, { n: total(a) })",
  'w.set("a", total(a))',
  'w.delete("a")',
  "[b, d.inner = b] = [d.inner ?? b, undefined]",
  "const last = a.pop()\nif (last !== undefined) c.unshift(last)",
  "b.inner = d",
  "const found = [b, d].find((box) => box.n > 3)\nif (found !== undefined) found.n = 0",
  "[b, d].map((box) => box.list).forEach((list) => list.push(0))",
  "const made = a.map((x) => ({ n: x, list: [x] }))\nconst one = made.at(0)\nif (one !== undefined) { one.n++; b = one }",
].map((text) => `{\n${text.startsWith("[") ? `;${text}` : text}\n}`)
