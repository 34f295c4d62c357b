import { dice } from "./random-workflow.ts"

/** What bodies of `randomGroups` name: steps, and a value as it can be compared, whatever errors are in it. */
export const groupHelpers = [
  'export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })',
  'export const count = step("count", { input: z.string(), output: z.number(), run: async () => 1 })',
  "export const plain = (value: unknown): unknown => {",
  "  if (value instanceof Error) {",
  '    const errors = "errors" in value && Array.isArray(value.errors) ? value.errors.map(plain) : []',
  "    return [value.name, value.message, ...errors]",
  "  }",
  "  if (Array.isArray(value)) return value.map(plain)",
  '  if (typeof value !== "object" || value === null) return value',
  "  return Object.entries(value).map(([key, each]) => [key, plain(each)])",
  "}",
].join("\n")

interface Scope {
  readonly depth: number
  /** The list that it writes down in what it comes to. */
  readonly out: string
  /** Nobody beside it uses `total`. */
  readonly alone: boolean
  /** Nobody cancels it: what swallows a cancel by `.catch` goes on natively. */
  readonly safe: boolean
}

/**
 * The body of a workflow that nests groups of branches, loops and `try` around steps and sleeps. No two branches move at
 * the same time: what comes first is fixed by how long they sleep.
 */
export const randomGroups = (seed: number, size = 3): string => {
  const roll = dice(seed)
  let names = 0
  const fresh = (prefix: string): string => `${prefix}${++names}`
  const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item // never empty
  const time = (): string => String(1 + roll(1_000_000))

  const statements = (scope: Scope, most = 3): string =>
    Array.from({ length: 1 + roll(most) }, () => statement(scope)).join("\n")

  const statement = (scope: Scope): string => {
    if (scope.depth >= size) return simple(scope)
    const inner: Scope = { ...scope, depth: scope.depth + 1 }
    switch (roll(9)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return groupStatement(inner)
      case 4:
      case 5:
        return tryStatement(inner)
      case 6: {
        const i = fresh("i")
        return `for (let ${i} = 0; ${i} < 2; ${i}++) {\n${scope.out}.push("${i}", ${i})\n${statements(inner, 2)}\n}`
      }
      case 7:
        return scope.safe ? laterGroup(inner) : groupStatement(inner)
      default:
        return simple(scope)
    }
  }

  const simple = ({ out, alone }: Scope): string => {
    const id = fresh("s")
    switch (roll(8)) {
      case 0:
      case 1:
      case 2:
        return `${out}.push(await ask("${id}"))`
      case 3:
        return `await sleep(${time()})`
      case 4:
        return `if (await ask("${id}")) throw new TypeError("${id}")`
      case 5:
        return alone ? `total += await count("${id}")` : `${out}.push(await count("${id}"))`
      case 6:
        return alone ? `total++\n${out}.push(total)` : `${out}.push("${id}")`
      default:
        return `if (await ask("${id}")) return ${out}`
    }
  }

  const tryStatement = (scope: Scope): string => {
    const error = fresh("e")
    const { out } = scope
    const handler = ` catch (${error}) {\n${out}.push(plain(${error}))\n${statements(scope, 2)}\n}`
    // What cleans up sleeps first: what goes on beside it has come to rest by then.
    const last = ` finally {\nawait sleep(${time()})\n${out}.push("${fresh("f")}", await ask("${fresh("c")}"))\n}`
    return `try {\n${statements(scope, 2)}\n}${pick([handler, last, handler + last])}`
  }

  /** An async function with a list of its own. */
  const branch = (scope: Scope, alone: boolean, parameters = "", first = `await sleep(${time()})`): string => {
    const out = fresh("o")
    const inner = { depth: scope.depth, out, alone: scope.alone && alone, safe: false }
    const lines = [`const ${out}: unknown[] = []`, first, statements(inner, 2), `return ${out}`]
    return `async (${parameters}) => {\n${lines.join("\n")}\n}`
  }

  const work = (scope: Scope, alone: boolean): string =>
    pick([() => branch(scope, alone), () => branch(scope, alone), () => `() => ask("${fresh("w")}")`])()

  /** A call that begins where it stands. */
  const begun = (): string => pick([() => `ask("${fresh("b")}")`, () => `sleep(${time()})`])()

  const options = (total: number, { begins = false, timeout = "branchTimeout" } = {}): string => {
    const join = pick(["", "", '"all"', '"any"', '"majority"', `atLeast(${1 + roll(total)})`])
    const parts = [
      join === "" ? "" : `join: ${join}`,
      pick(["", "", 'losers: "await"', 'losers: "cancel"']),
      begins ? "" : pick(["", "", `maxParallelism: ${1 + roll(total)}`]),
      roll(8) > 0 ? "" : `${timeout}: ${1_000_000 + roll(2_000_000)}`,
    ].filter((part) => part !== "")
    return parts.length === 0 ? "" : `, { ${parts.join(", ")} }`
  }

  const group = (scope: Scope): string => {
    const total = 2 + roll(2)
    const one = roll(total)
    const members = (make: (at: number) => string): readonly string[] =>
      Array.from({ length: total }, (_, at) => make(at))
    switch (roll(6)) {
      case 0:
      case 1:
        return `fork({ ${members((at) => `m${at}: ${work(scope, at === one)}`).join(", ")} }${options(total)})`
      case 2:
        return `parallel([${members((at) => work(scope, at === one)).join(", ")}]${options(total)})`
      case 3:
        return `parallel([${members(begun).join(", ")}]${options(total, { begins: true }) || ", {}"})`
      case 4: {
        // What is begun stands before what begins later.
        const calls = 1 + roll(total)
        const waits = members((at) => `m${at}: ${at < calls ? begun() : work(scope, at === one)}`)
        const join = roll(3) === 0 ? options(total, { begins: true }) : pick(["", ', { losers: "await" }'])
        return `race({ ${waits.join(", ")} }${join.includes("join") || !join.includes("Timeout") ? join : ""})`
      }
      default:
        return each(scope)
    }
  }

  const each = (scope: Scope): string => {
    const item = fresh("x")
    const at = fresh("n")
    const items = pick(["[1, 2, 3]", "new Set([1, 2])", "[4, 5]", "[]"])
    const body = (alone: boolean): string =>
      branch(scope, alone, `${item}: number, ${at}: number`, `await sleep(${item} * ${time()})`)
    if (roll(2) === 0) {
      const said = pick(["{}", '{ onError: "collect" }', '{ mode: "sequential", onError: "continue" }'])
      return `forEach(${items}, ${said}, ${body(true)})`
    }
    const said = pick([
      "",
      ', onError: "continue"',
      ', onError: "collect"',
      ", maxParallelism: 2",
      ', onError: "stop", maxParallelism: 2',
      ...(items === "[]" ? [] : [', join: "any"', ', join: atLeast(2), losers: "await"']),
      `, iterationTimeout: ${1_000_000 + roll(2_000_000)}`,
    ])
    return `forEach(${items}, { mode: "parallel"${said} }, ${body(false)})`
  }

  const groupStatement = (scope: Scope): string =>
    pick([() => `${scope.out}.push(plain(await ${group(scope)}))`, () => `await ${group(scope)}`])()

  /** A group that is awaited after something else. */
  const laterGroup = (scope: Scope): string => {
    const name = fresh("p")
    const meanwhile = { ...scope, alone: false }
    return [
      `const ${name} = ${group(meanwhile)}.catch((error: unknown) => plain(error))`,
      statements(meanwhile, 2),
      `${scope.out}.push(plain(await ${name}))`,
    ].join("\n")
  }

  return [
    "const out: unknown[] = []",
    "let total = 0",
    statements({ depth: 0, out: "out", alone: true, safe: true }),
    groupStatement({ depth: 1, out: "out", alone: true, safe: true }),
    'out.push(await ask("end"), total)',
    "return out",
  ].join("\n")
}
