// oxlint-disable eslint/no-template-curly-in-string -- the programs have templates of their own
import type { Template } from "./template.ts"

/** What may happen to what a loop goes through, between its turns. */
const changes = [
  "source.delete(key);",
  "source.delete(key); source.add(key);",
  'if (await test(2)) source.clear(); source.add("z");',
  "other.delete(await str(key));",
  "drop(key); await tick();",
  'try { drop("a"); throw new Error(key); } catch (e) { await see(nameOf(e)); } finally { if (turns === 2) continue; }',
  "for (const inner of source) { if (await test(1)) source.delete(inner); if (source.delete(key)) break; }",
  "for (const inner of source) { if (inner === key) continue; source.delete(inner); source.add(inner); if (source.add(inner + key).size > 5) break; await str(inner); }",
  '[...source].slice(0, 2).forEach((each) => source.delete(each)); source.add("a"); await tick();',
  'switch (key) { case "a": source.delete("b"); await tick(); case "b": source.delete("a"); source.add("a"); break; default: await tick(); }',
  "do { if (await test(4)) continue; source.delete(key); } while (await test(5));",
] as const

const drops = [
  "function drop(key: string): boolean { return source.delete(key) }",
  "const drop = (key: string) => source.delete(key);",
] as const

/** Loops over what a run keeps without an iterator, while it changes. */
export const loopStatements: readonly Template[] = [
  ...changes.map(
    (change, at) =>
      `{ let turns = 0; const source = new Set(["a", "b", "c"]); const other = source; ${drops[at % drops.length]} for (const key of source) { if (++turns > 5) break; await str(key); ${change} note(«#», key); } await see([...source, ...other]); }`,
  ),
  ...["source", "source.entries()", "source.keys()", "source.values()"].map(
    (each) =>
      `{ let turns = 0; const source = «@bmap»; for (const item of ${each}) { if (++turns > 4) break; if (await test(1)) source.delete("one"); if (await test(2)) source.set("one", «@box»); await see(item); } }`,
  ),
  ...["entries", "keys", "values"].map(
    (each) =>
      `{ let turns = 0; for (const item of «@nums».${each}()) { if (++turns > 4) break; if (await test(1)) «@nums».shift(); if (await test(2)) «@nums».push(5); await see(item); } }`,
  ),
  "for (const [key, value = 3] of «@map») { «@map».delete(key); if (await test(value)) «jump» await str(key); }",
  "for (const { n, tag } of new Set([«@box», «@box», «box»])) { «@box».n++; await see([n, tag]); }",
  "let k«#» = «str»; for (k«#» of `${«str»}🙂é`) { if (await test(1)) break; } note(«#», k«#»);",
  "for (const byte of new Uint8Array([1, 2, 3]).subarray(1)) await num(byte);",
  "for (const each of (await test(1)) ? new Map([[1, 2]]) : [3, 4]) { await see(each); if (await test(2)) continue; note(«#», 1); }",
  "for (const each of (await test(1)) ? «@map» : new Set([«num»])) «loop{}»",
  "for (const each of new Set(await nums(«nums»))) { try { «jump» } finally { if (await test(each)) break; } }",
  "const p«#»: Set<number> | undefined = (await test(1)) ? new Set([1, 2]) : undefined; if (p«#») for (const each of p«#») { p«#».delete(2); await num(each); p«#».delete(1); }",
  "a«#»: b«#»: for (const one of new Map([[1, 2], [3, 4]]).values()) { for (const two of «@map».keys()) { if (await test(one)) continue a«#»; if (two) break b«#»; } }",
  "a«#»: for (const each of await nums(«nums»)) { if (each > 2) continue a«#»; note(«#», each); if (each < 0) break a«#»; }",
  // Keys.
  "for (const key in «@crate») { delete («@crate» as { spare?: Box }).spare; if (await test(1)) Object.assign(«@crate», { extra: 1, spare: undefined }); await str(key); }",
  "for (const key in { b: 1, 2: «num», a: 3, 1: 4 }) «loop{}»",
  'const o«#»: Record<string, number> = { x: «num», y: 2, 7: 3 }; for (const key in o«#») { delete o«#»["y"]; if (await test(1)) o«#»["y"] = 5; o«#»[key + "+"] = 1; await str(key); } await see(o«#»);',
  "for (const key in «@nums») { «@nums».pop(); if (await test(key.length)) «jump» await str(key); }",
  "for (const key in (await test(1)) ? undefined : «box») { try { if (await test(2)) break; } finally { await str(key); } }",
  'const o«#» = { at: "", all: [] as string[] }; for (o«#».at in «box») { for (o«#».all[o«#».all.length] in «box») await see(o«#»); }',
  "for (var v«#» in «@box») { if (await test(1)) continue; note(«#», v«#»); } await see(v«#»!);",
  'let k«#» = "none"; a«#»: for (k«#» in { p: 1, q: 2 }) { for (const each in { r: 1, s: 2 }) { if (await test(1)) continue a«#»; if (await test(2)) break a«#»; await str(k«#» + each); } } note(«#», k«#»);',
  // Heads.
  "const a«#» = [1, 2, 3, 4]; const o«#» = { v: 0 }; for ((a«#».pop(), o«#»).v of a«#») { await see([o«#», a«#»]); }",
  `for (const { n = «num», ["t3" as const]: other = 7, ...rest } of [«@box», {}] as { n?: number; t3?: number }[]) await see([n, other, rest]);`,
  "for (let [one = 1, [two = one] = []] of [[undefined, [undefined]], [3, [4]]] as [number?, [number?]?][]) { one += (await num(two)) % 9; two++; await see([one, two]); }",
  "for ([«=num» = 5, «@box».n = 6] of [[1], [undefined, 2]] as (number | undefined)[][]) await see([«@box», «=num»]);",
  "for ({ n: «=num», tag: «@box».tag = «str» } of «boxes») { «=num» %= 97; await see(«@box»); }",
  // Loops that end in every way.
  "try { for (const each of new Set([1, 2, 3])) { try { await num(each); continue; } catch { return each; } finally { if (await test(each)) throw new Stopped({ why: String(each) }); } } } catch (e) { await see(nameOf(e)); }",
  "a«#»: do { try { for (const key in «@box») { if (await test(1)) continue a«#»; if (await test(2)) break a«#»; await str(key); } } finally { if (await test(3)) break; } } while (await test(4));",
  "for (;;) { try { if (await test(1)) break; continue; } finally { if (await test(2)) return «num»; if (!(await test(3))) break; } }",
  "a«#»: { for (const each of «str.0».slice(0, 2)) { try { if (await test(1)) break a«#»; } finally { await str(each); } } await tick(); }",
  "{ using held = { n: «num», [Symbol.dispose]: () => void note(«#», 1) }; note(«#», held.n); if («bool») { «=num» = held.n; } }",
  "for (const each of [1, 2]) { if (await test(each)) { { using held = { [Symbol.dispose]: () => { «@box».n++; } }; void held; if (each === 1) continue; } await see(«@box»); } }",
]
