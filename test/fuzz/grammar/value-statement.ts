// oxlint-disable eslint/no-template-curly-in-string -- the programs have templates of their own
import type { Template } from "./template.ts"

/** Statements about the time, random values, and values that JSON does not know, across waits. */
export const valueStatements: readonly Template[] = [
  // The time and random values are the same for both, by the test kit's own clock and seed.
  "const t«#» = Date.now(); await tick(); note(«#», Date.now() - t«#»);",
  'const t«#» = Date.now(); await sleep("90 seconds"); note(«#», Date.now() - t«#»); await see(new Date(t«#»));',
  'const d«#» = new Date(); await sleep("1 hour"); await see([d«#», new Date(), new Date().getTime() - d«#».getTime()]);',
  "note(«#», Math.random()); «=num» = Math.floor(Math.random() * 90); await num(«=num»); note(«#», Math.random());",
  "await see([crypto.randomUUID(), await num(«num»), crypto.randomUUID(), Date.now()]);",
  "for (let i«#» = 0; i«#» < 3; i«#»++) { if (Math.random() < 0.5) await num(i«#»); else note(«#», Math.random()); }",
  "const h«#» = async (value: number): Promise<number> => { const drawn = Math.random(); await num(value); return drawn + Math.random(); }; note(«#», (await Promise.all([h«#»(1), h«#»(2)])).join());",
  "const b«#» = crypto.getRandomValues(new Uint8Array(3)); await tick(); b«#»[0] = «num»; await see(b«#»);",
  "const roll«#» = (): number => Math.floor(Math.random() * 6); note(«#», roll«#»() + roll«#»()); await tick(); note(«#», [1, 2].map(() => roll«#»()).join());",
  'const start«#» = Date.now(); try { await num(«num»); await sleep("5 seconds"); } finally { note(«#», stamp(start«#»)); }',
  'const due«#» = Date.now() + 5000; while (Date.now() < due«#») { await sleep("2 seconds"); if (await test(1)) break; } note(«#», Date.now() - due«#»);',
  // A Map or Set whose keys are objects, and one in another.
  'const m«#» = new Map<string, Map<string, number[]>>(); m«#».set(«str», new Map([[«str», «@nums»]])); await tick(); for (const inner of m«#».values()) inner.set(await str("k"), [1]); await see(m«#»);',
  "const s«#» = new Set<Box>([«@box»]); await tick(); s«#».add(«@box»); s«#».add(«box»); note(«#», s«#».size); for (const each of s«#») { each.n++; await num(each.n % 97); } await see([...s«#», s«#».has(«@box») ? 1 : 0]);",
  "const m«#» = new Map([[«num», «@box»], [100, «@box»]]); await tick(); m«#».get(100)!.n = 5; note(«#», m«#».get(100) === «@box» ? 1 : 0); await see([m«#», «@box»]);",
  'const g«#» = Object.groupBy([1, 2, 3], (each) => (each % 2 ? "odd" : "even")); await tick(); note(«#», g«#».odd?.length); g«#».even?.push(await num(4)); await see({ ...g«#» });',
  // Dates, big numbers, patterns, bytes.
  "const d«#» = new Date(Date.UTC(2026, 1, 3)); const e«#» = d«#»; await tick(); d«#».setUTCHours(5); note(«#», e«#».getTime() - d«#».getTime()); await see([d«#», e«#»]);",
  "let b«#» = 10n ** 20n; await tick(); b«#» += BigInt(await num(«num»)); b«#» %= 7n; note(«#», b«#»); await see([b«#», typeof b«#», -b«#»]);",
  'const r«#» = /(?<word>[a-z])(\\d?)/gu; const all«#» = [...`${«str»}a1`.matchAll(r«#»)].map((each) => each.groups?.["word"] ?? ""); await str(all«#».join("")); r«#».lastIndex = 1; await tick(); note(«#», r«#».exec("xyz")?.[0] ?? "none"); note(«#», r«#».lastIndex);',
  "const u«#» = new Uint8Array([1, 2, 3, 4]); const part«#» = u«#».subarray(1, 3); await tick(); part«#»[0] = «num»; u«#»[2] = 9; await see([u«#», part«#»]); note(«#», u«#».buffer === part«#».buffer ? 1 : 0);",
  "const f«#» = new Float64Array(2); f«#»[0] = «num» / 3; f«#».set([Number.NaN, -0].slice(1), 1); await tick(); f«#»[0]! += await num(1); await see([...f«#»]);",
  "const b«#» = new BigInt64Array([1n, -2n]); await tick(); b«#»[0]! *= 3n; note(«#», b«#»[0]!); await see(b«#»);",
  "const h«#»: (number | undefined)[] = [1, , 3]; await tick(); h«#»[5] = «num»; await tick(); note(«#», [1 in h«#», h«#».length].join()); await see(h«#»);",
  'const o«#»: Record<string, unknown> = { b: 1, a: undefined, 1: Number.NaN, 0: -0 }; await tick(); o«#»[«str»] = null; note(«#», Object.keys(o«#»).join()); note(«#», Object.is(o«#»["0"], -0)); await see(o«#»);',
  'const o«#» = { __proto__: null, x: 1 } as unknown as Record<string, number>; note(«#», Object.keys(o«#»).join()); const u«#» = new URL("https://a.b/c?d=1"); note(«#», u«#».search); await tick();',
  "const f«#» = Object.freeze([«num», «num»]); await tick(); try { (f«#» as number[]).push(1); } catch (e) { note(«#», nameOf(e).slice(0, 9)); } note(«#», Object.isFrozen(f«#»));",
  "const e«#» = new RangeError(«str», { cause: [«@box»] }); await tick(); note(«#», e«#» instanceof RangeError); (e«#».cause as Box[])[0]!.n = 3; await see([e«#», «@box»]);",
  // Closures over locals that change.
  "let c«#» = 0; const up«#» = (): number => ++c«#»; up«#»(); await tick(); note(«#», up«#»()); c«#» = 5; await num(up«#»()); note(«#», c«#»);",
  "let c«#» = «num»; const get«#» = () => c«#»; const set«#» = (to: number): void => { c«#» = to; }; for (const each of [1, 2]) { set«#»(get«#»() + each); if (await test(get«#»() % 97)) set«#»(0); } note(«#», get«#»());",
  'const acts«#» = { count: 0 }; const log«#» = (text: string): number => { acts«#».count++; return text.length; }; try { await num(log«#»(«str»)); } catch { log«#»("x"); throw new Stopped({ why: «str» }); } finally { await num(log«#»("y") + acts«#».count); }',
  "const memo«#» = new Map<number, number>(); const fib«#» = (at: number): number => { const known = memo«#».get(at); if (known !== undefined) return known; const made = at < 2 ? at : fib«#»(at - 1) + fib«#»(at - 2); memo«#».set(at, made); return made; }; note(«#», fib«#»(5)); await tick(); note(«#», fib«#»(7)); await see(memo«#»);",
  // Resources that end before the next wait.
  "const two«#» = (): number => { using one = { [Symbol.dispose]: () => void note(«#», 1) }; using two = { n: «@num», [Symbol.dispose]: () => { «@box».n = 2; } }; note(«#», two.n); void one; return two.n; }; await num(two«#»()); await see(«@box»);",
  "const close«#» = (): number => { using held = { n: 3, [Symbol.dispose]: () => void note(«#», 0) }; return held.n; }; await num(close«#»()); note(«#», close«#»());",
  // Defaults that wait, nested.
  "const { a: { b: «const a:num» = await num(«num») } = { b: await num(1) }, c: [«const b:num» = await num(2)] = [] } = ((await test(1)) ? { c: [] } : { a: {} }) as { a?: { b?: number }; c?: number[] }; await see([«a», «b»]);",
  'let «let a:num» = 0; ({ n: «a», tag: «@box».tag } = await box(«@box»)); for (const { n = fee, tag } of [«@box», { tag: "u" }] as { n?: number; tag: string }[]) await see([n, tag]);',
  // Jumps over waits, deep.
  "a«#»: for (const one of [1, 2]) { b«#»: switch (await pick(one)) { case 0: for (const two of [1, 2]) { try { if (await test(two)) continue a«#»; if (await test(one)) break b«#»; } finally { note(«#», one + two); } } case 1: await num(one); break a«#»; default: if (await test(3)) break; await tick(); } note(«#», one); }",
]
