import type { Template } from "./template.ts"

/** Statements that begin something and await it later, or wait for several in each of the ways there are. */
export const promiseStatements: readonly Template[] = [
  // A handle, awaited later.
  "const p«#» = num(«num»); «=num» = await tick(); note(«#», «=num» + (await p«#»));",
  "const p«#» = num(«num»), q«#» = str(«str»); if (await test(1)) note(«#», await p«#»); await see([await q«#», await p«#»]);",
  "const p«#» = box(«@box»); «@box».n = 9; const got«#» = await p«#»; got«#».n++; await tick(); note(«#», got«#» === (await p«#») ? 1 : 2); await see([got«#», «@box»]);",
  "const p«#» = num(«num»); try { if (await test(1)) throw await p«#»; «=num» = await p«#»; } catch (e) { await see(nameOf(e)); } finally { note(«#», 1); }",
  'const p«#» = sleep("2 seconds"); for (const each of [1, 2]) await num(each); await p«#»; note(«#», 1);',
  "let p«#» = tick(); for (let i = 0; i < 3; i++) { const before = p«#»; p«#» = num(i); note(«#», await before); } await see(await p«#»);",
  "const all«#»: Promise<number>[] = []; for (const each of [1, 2, 3]) all«#».push(num(each)); await tick(); for (const each of all«#») { if (await test(1)) break; note(«#», await each); } await Promise.allSettled(all«#»);",
  "const all«#» = new Map([[1, num(1)], [2, num(2)]]); while (all«#».size > 0) { const [key, value] = await Promise.race([...all«#»].map(async ([key, each]) => [key, await each] as const)); all«#».delete(key); note(«#», key * 100 + value); if (await test(key)) break; } await Promise.allSettled(all«#».values());",
  "const holds«#» = { first: num(«num»), second: str(«str») }; await tick(); await see([await holds«#».second, await holds«#».first]);",
  // Callbacks.
  "note(«#», await num(«num»).then((got) => got + 1));",
  "const p«#» = num(«num»).then((got) => { note(«#», got); return got * 2; }); await tick(); note(«#», await p«#»);",
  "note(«#», await num(«num»).catch(() => -1).finally(() => void note(«#», 2)));",
  "try { await num(«num»).then(async (got) => { await tick(); if (await test(1)) throw new Stopped({ why: String(got) }); return got; }); } catch (e) { note(«#», nameOf(e)); }",
  "await see(await Promise.all([num(1).then((got) => got + 1), str(«str»).catch((e) => nameOf(e))]));",
  "const p«#» = num(«num»); const q«#» = p«#».then(() => void note(«#», 1)); note(«#», await p«#»); await q«#»;",
  // Each way to wait for several.
  "const [«const a:num», «const b:str»] = await Promise.all([num(«num»), str(«str»)]); note(«#», «a»); await str(«b»);",
  'for (const each of await Promise.allSettled([num(«num»), str(«str»), test(1)])) { if (each.status === "fulfilled") await see(each.value); else { await tick(); note(«#», nameOf(each.reason)); } }',
  "try { «=num» = await Promise.race([num(«num»), num(«num»), tick()]); } catch (e) { await see(nameOf(e)); }",
  "try { «=num» = await Promise.any([num(«num»), num(«num»)]); } catch (e) { note(«#», e instanceof AggregateError ? e.errors.map(nameOf).join() : nameOf(e)); await tick(); }",
  'await Promise.race([num(«num»), sleep("1 second")]); note(«#», 1); await tick();',
  "await see(await Promise.all([num(«num»), «num», str(«str»), «@box»]));",
  // Joins in joins.
  "await see(await Promise.all([Promise.all([num(«num»), str(«str»)]), Promise.race([tick(), num(2)]), num(3)]));",
  "await see(await Promise.all([Promise.allSettled([num(«num»), num(2)]), tick()]));",
  "try { await see(await Promise.any([Promise.all([num(1), num(2)]), Promise.race([num(3), num(4)])])); } catch (e) { note(«#», nameOf(e)); }",
  "const [x«#», [y«#»]] = await parallel([num(«num»), Promise.all([str(«str»), tick()])]); await see([x«#», y«#»]);",
  // Fan-out.
  "const made«#» = await Promise.all(«nums.0».slice(0, 3).map(async (each) => { const one = await num(each); return one + each; })); await see(made«#»);",
  "note(«#», (await Promise.all(«@boxes».map(async (each, at) => { each.n = at; each.n += await num(at); return each; }))).length); await see(«@boxes»);",
  "await Promise.all([1, 2].map(async (one) => { for (const two of [3, 4]) { if (await test(one)) return; await num(one * two); } }));",
  "const grid«#» = await Promise.all([1, 2].map(async (one) => Promise.all([3, 4].map(async (two) => { await tick(); return one * two + (await num(two)); })))); await see(grid«#»);",
  "const grid«#» = await Promise.allSettled([1, 2].map(async (one) => { const parts = await Promise.all([num(one), str(String(one))]); if (parts[0] > 3) throw new Stopped({ why: parts[1] }); return parts; })); note(«#», grid«#».map(({ status }) => status).join()); await tick();",
  "const first«#» = await Promise.race([1, 2, 3].map(async (each) => { try { return await num(each); } catch { return -each; } finally { note(«#», each); } })); await num(first«#»);",
  "try { const any«#» = await Promise.any([1, 2].map(async (each) => { if (await test(each)) throw new Error(String(each)); return num(each); })); await see(any«#»); } catch (e) { await see(nameOf(e)); }",
  "const seen«#»: number[] = []; await Promise.all([3, 1, 2].map(async (each) => { seen«#».push(each); seen«#».push(await num(each)); seen«#».push(each); })); await see(seen«#»);",
  "const by«#» = new Map<number, Box>(); await Promise.all([1, 2, 1].map(async (each) => { const made = await box({ n: each, tag: «str» }); by«#».set(each, made); made.n = await num(each); })); await see(by«#»);",
  // Functions that wait.
  "const h«#» = async (value: number, more = bonus(value)): Promise<number> => value + more + (await num(more)); note(«#», await h«#»(«num»)); note(«#», await h«#»(1, «num»));",
  "const h«#» = async ({ n, tag = String(rates.length) }: { n: number; tag?: string }, ...rest: number[]): Promise<string> => { await tick(); return tag + n + rest.length; }; note(«#», await h«#»({ n: «num» }, 1, 2)); note(«#», await h«#»(«box»));",
  "let count«#» = 0; const up«#» = async (by: number): Promise<number> => { count«#» += by; const now = count«#»; await num(now); return count«#» - now; }; await see([await up«#»(1), await up«#»(2), count«#»]);",
  "async function down«#»(value: number): Promise<number> { if (value < 1) return tick(); try { await num(value); return await down«#»(value - 1); } finally { note(«#», value); } } note(«#», await down«#»(2));",
  'const h«#» = async (to: Box): Promise<Box> => { to.n++; await tick(); to.tag += "h"; return to; }; const same«#» = await h«#»(«@box»); note(«#», same«#» === «@box» ? 1 : 0); await see([same«#», «@box»]);',
  "const h«#» = async (): Promise<never> => { await tick(); throw new Stopped({ why: «str» }); }; try { await h«#»(); } catch (e) { note(«#», e instanceof Stopped ? e.why : nameOf(e)); }",
  "note(«#», await (async () => { for (const each of [1, 2, 3]) if (await test(each)) return each; return 0; })());",
  "const p«#» = (async () => { const one = await num(«num»); await tick(); return one; })(); await str(«str»); note(«#», await p«#»);",
  "const pair«#» = async (): Promise<[number, Box]> => [await num(1), «@box»]; const [«const a:num», «const b:box»] = await pair«#»(); «b».n = «a»; await tick(); await see([«a», «@box»]);",
]
