/** Numbers from 0 to below `n`, the same for the same seed. */
export type Dice = (n: number) => number

/** A small generator of numbers (mulberry32): a failing workflow is found again by its seed. */
export const dice = (seed: number): Dice => {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

interface Scope {
  readonly depth: number
  readonly loops: number
  readonly labels: readonly string[]
  readonly inFunction?: boolean
}

/** The body of a workflow that nests loops, branches, `try` and jumps around steps, and logs where it goes. */
export const randomBody = (seed: number, size = 3): string => {
  const roll = dice(seed)
  let names = 0
  const fresh = (prefix: string): string => `${prefix}${++names}`
  const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item // never empty

  const statements = (scope: Scope): string => {
    const count = 1 + roll(3)
    return Array.from({ length: count }, () => statement(scope)).join("\n")
  }

  const statement = (scope: Scope): string => {
    const id = fresh("m")
    if (scope.depth >= size) return simple(id, scope)
    const inner: Scope = { ...scope, depth: scope.depth + 1 }
    switch (roll(12)) {
      case 0:
        return `if (${condition()}) {\n${statements(inner)}\n} else {\n${statements(inner)}\n}`
      case 1:
        return `if (${condition()}) ${pick(["{", "{"])}\n${statements(inner)}\n}`
      case 2:
      case 3:
      case 4:
      case 5:
        return tryStatement(inner)
      case 6:
      case 7:
      case 8:
        return loop(inner)
      case 9:
        return block(inner)
      default:
        return simple(id, scope)
    }
  }

  const tryStatement = (inner: Scope): string => {
    const name = fresh("e")
    const body = `try {\n${statements(inner)}\n}`
    const handler = ` catch (${name}) {\nlog.push("caught " + text(${name}))\n${statements(inner)}\n}`
    const last = ` finally {\nlog.push("${fresh("f")}")\n${statements(inner)}\n}`
    return body + pick([handler, last, handler + last, handler + last, last])
  }

  const loop = (inner: Scope): string => {
    const label = roll(2) === 0 ? fresh("l") : undefined
    const prefix = label === undefined ? "" : `${label}: `
    const within: Scope = {
      ...inner,
      loops: inner.loops + 1,
      labels: label === undefined ? inner.labels : [...inner.labels, label],
    }
    const i = fresh("i")
    switch (roll(4)) {
      case 0:
        return `${prefix}for (let ${i} = 0; ${i} < 2; ${i}++) {\nlog.push("${i}=" + ${i})\n${statements(within)}\n}`
      case 1:
        return `${prefix}for (const ${i} of [1, 2]) {\nlog.push("${i}=" + ${i})\n${statements(within)}\n}`
      case 2:
        return `let ${i} = 0\n${prefix}while (${i}++ < 2${roll(2) === 0 ? ` && (await ask("${i}"))` : ""}) {\n${statements(within)}\n}`
      default:
        return `let ${i} = 0\n${prefix}do {\n${statements(within)}\n} while (++${i} < 2${roll(2) === 0 ? ` && (await ask("${i}"))` : ""})`
    }
  }

  const block = (inner: Scope): string => {
    const label = fresh("b")
    const within: Scope = { ...inner, labels: inner.labels }
    return `${label}: {\n${statements(within)}\nif (log.length % 2 === 0) break ${label}\n${statements(within)}\n}`
  }

  const simple = (id: string, scope: Scope): string => {
    switch (roll(14)) {
      case 0:
      case 1:
      case 2:
        return `await ask("${id}")`
      case 3:
        return `log.push("${id}")`
      case 4:
        return `total += await count("${id}")`
      case 5:
        return `log.push([total, await count("${id}"), total++, (await ask("${id}b")) ? "y" : "n"].join())`
      case 6:
        return `throw new Error("${id}")`
      case 7:
        return `if (await ask("${id}")) throw new Error("${id}")`
      case 8:
        return `return log.concat("${id}", await text(total))`.replace("await text", "text")
      case 9:
        return `if (${condition()}) return log.concat("${id}")`
      case 10:
      case 11:
        return jump(scope) ?? `log.push("${id}")`
      case 12: {
        const jumped = jump(scope)
        return jumped === undefined ? `log.push("${id}")` : `if (${condition()}) ${jumped}`
      }
      default:
        return `for (const k of [1, 2, 3]) {\nif (k === total % 3) ${jump({ ...scope, loops: scope.loops + 1 })}\nlog.push("k" + k)\n}`
    }
  }

  const jump = ({ loops, labels }: Scope): string | undefined => {
    if (loops === 0 && labels.length === 0) return undefined
    const plain = loops > 0 ? ["break", "continue"] : []
    return pick([...plain, ...labels.flatMap((label) => [`break ${label}`, `continue ${label}`])])
  }

  const condition = (): string => {
    const id = fresh("c")
    return pick([
      `await ask("${id}")`,
      `!(await ask("${id}"))`,
      `total % 2 === 0`,
      `log.length > 3 && (await ask("${id}"))`,
      `(await ask("${id}")) || total > 1`,
      `total > 0 || (await ask("${id}"))`,
      `(await count("${id}")) + total > 1`,
    ])
  }

  return [
    "const log: string[] = []",
    "let total = 0",
    statements({ depth: 0, loops: 0, labels: [] }),
    'await ask("end")',
    'return log.concat("end", String(total))',
  ].join("\n")
}
