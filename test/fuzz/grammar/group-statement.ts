import type { Template } from "./template.ts"

/**
 * Statements that join branches in each of the ways there are. How long each sleeps fixes which comes first: which of two
 * that move at the same time does is nobody's promise.
 */
export const groupStatements: readonly Template[] = [
  // Every branch.
  'const f«#» = await fork({ one: async () => { await sleep("11 milliseconds"); return num(1); }, two: async () => { await sleep("7 milliseconds"); return str("b"); } }); await see([f«#».one, f«#».two]);',
  'const base«#» = «num»; const f«#» = await fork({ one: async () => { await sleep("3 milliseconds"); return base«#» + (await num(base«#»)); }, two: () => test(base«#») }); await see(f«#»);',
  'try { await fork({ one: async () => { await sleep("3 milliseconds"); if (await test(1)) throw new Stopped({ why: "one" }); }, two: async () => { await sleep("5 milliseconds"); if (await test(2)) throw new Error("two"); } }); } catch (e) { note(«#», e instanceof Stopped ? e.why : nameOf(e)); await tick(); }',
  'const [x«#», y«#»] = await parallel([async () => { await sleep("3 milliseconds"); return num(«num»); }, () => sleep("1 second")], { maxParallelism: 1 }); await see([x«#», y«#»]);',
  // As soon as it is decided.
  'const f«#» = await parallel([async () => { await sleep("9 milliseconds"); note(«#», 1); return num(1); }, async () => { await sleep("4 milliseconds"); return str("b"); }], { join: "any" }); note(«#», f«#».map(({ status }) => status).join());',
  'try { const f«#» = await fork({ a: async () => { await sleep("9 milliseconds"); return num(1); }, b: async () => { await sleep("4 milliseconds"); if (await test(1)) throw new Error("b"); return 2; }, c: async () => { await sleep("6 milliseconds"); return num(3); } }, { join: "majority" }); await see([f«#».a.status, f«#».b.status, f«#».c.status]); } catch (e) { note(«#», nameOf(e)); await tick(); }',
  'let left«#» = 0; const f«#» = await fork({ a: async () => { try { await sleep("1 hour"); } finally { await sleep("2 milliseconds"); left«#» = await num(5); } }, b: async () => { await sleep("4 milliseconds"); return num(3); } }, { join: atLeast(1) }); await sleep("1 second"); await see([left«#», f«#».a.status, f«#».b.status]);',
  'const f«#» = await parallel([async () => { await sleep("9 milliseconds"); return num(1); }, async () => { await sleep("4 milliseconds"); return num(2); }], { join: "any", losers: "await" }); await see(f«#».map((each) => (each.status === "fulfilled" ? each.value : each.status)));',
  'const f«#» = await fork({ slow: async () => { try { await sleep("2 minutes"); return 1; } catch (e) { note(«#», nameOf(e)); await sleep("3 milliseconds"); throw e; } }, quick: async () => { await sleep("4 milliseconds"); return num(2); } }, { join: "any", branchTimeout: "1 minute" }); await see([f«#».slow.status, f«#».quick.status]);',
  'try { await fork({ slow: async () => { try { await sleep("2 minutes"); } finally { await sleep("3 milliseconds"); await num(7); } }, quick: async () => { await sleep("4 milliseconds"); return num(2); } }, { branchTimeout: "1 minute" }); } catch (e) { note(«#», nameOf(e)); }',
  // Whoever is first.
  'const r«#» = await race({ a: num(«num»), late: sleep("1 second") }); note(«#», r«#».name); await tick();',
  'const r«#» = await race({ word: waitForEvent("word", { timeout: "3 seconds" }), late: sleep("2 seconds"), told: waitForEvent("nothing", { timeout: "4 seconds" }) }); if (r«#».name === "word") await see(r«#».value); else note(«#», r«#».name);',
  'try { const r«#» = await race({ work: async () => { await sleep("5 milliseconds"); if (await test(1)) throw new Stopped({ why: "work" }); return num(1); }, late: async () => { try { await sleep("1 second"); return "late"; } finally { note(«#», 1); await sleep("1 millisecond"); await tick(); } } }); switch (r«#».name) { case "work": await see(r«#».value); break; case "late": note(«#», r«#».value); } } catch (e) { note(«#», nameOf(e)); }',
  // One for each.
  "let sum«#» = 0; const e«#» = await forEach(«nums.0».slice(0, 3), {}, async (each, at) => { if (await test(at)) return at; sum«#» += await num(each); return each; }); await see([e«#», sum«#»]);",
  "«=num» = (await forEach([1, 2, 3], { maxIterations: 5 }, async (each) => { «=num» = each; return num(each); })).length; await tick();",
  'const e«#» = await forEach(new Set([3, 1, 2]), { mode: "parallel" }, async (each, at) => { await sleep(each); return each * 10 + at + (await num(each)); }); await see(e«#»);',
  'const e«#» = await forEach(new Map([["a", 2], ["b", 1]]), { mode: "parallel", onError: "continue" }, async ([key, wait]) => { await sleep(wait); if (await test(wait)) throw new Error(key); return str(key); }); note(«#», e«#».map((each) => (each.status === "rejected" ? nameOf(each.reason) : each.status)).join());',
  'try { await forEach([4, 2, 3], { mode: "parallel", maxParallelism: 2, onError: "collect" }, async (each) => { await sleep(each); if (await test(each)) throw new Stopped({ why: String(each) }); }); } catch (e) { note(«#», nameOf(e)); await tick(); }',
  'try { await see(await forEach([4, 2, 3], { mode: "parallel" }, async (each) => { try { await sleep(each); if (await test(each)) throw new Stopped({ why: String(each) }); return num(each); } finally { await sleep(each * 100); } })); } catch (e) { note(«#», e instanceof Stopped ? e.why : nameOf(e)); }',
  'try { const e«#» = await forEach([5, 2, 7], { mode: "parallel", join: atLeast(2), losers: "await" }, async (each) => { await sleep(each); if (await test(each)) throw new Error(String(each)); return each; }); await see(e«#».map(({ status }) => status)); } catch (e) { note(«#», nameOf(e)); }',
  "for (const one of [1, 2]) { const got«#» = await forEach([one, one + 1], {}, (two) => num(one * two)); if (await test(one)) break; note(«#», got«#».length); }",
  // Groups in groups, functions by name, and what is begun now and awaited later.
  'const g«#» = await fork({ left: async () => { await sleep("13 milliseconds"); return fork({ a: () => num(1), b: async () => { await sleep("1 millisecond"); return str("b"); } }); }, right: async () => { await sleep("5 milliseconds"); return forEach([2, 1], { mode: "parallel" }, async (each) => { await sleep(each); return num(each); }); } }); await see([g«#».left.a, g«#».left.b, g«#».right]);',
  'const h«#» = async (): Promise<number> => { await sleep("6 milliseconds"); return num(1); }; const k«#» = async (work: () => Promise<number>) => fork({ work, own: async () => { await sleep("2 milliseconds"); return tick(); } }); await see(await k«#»(h«#»)); await see(await k«#»(() => num(4)));',
  'const p«#» = fork({ a: async () => { await sleep("30 milliseconds"); return num(1); }, b: () => tick() }).catch((e) => nameOf(e)); note(«#», await num(«num»)); await see(await p«#»);',
  'const g«#» = await race({ all: async () => { try { return await fork({ a: async () => { try { await sleep("1 hour"); } finally { await sleep("4 milliseconds"); await num(1); } }, b: async () => { try { await sleep("2 hours"); } finally { await sleep("2 milliseconds"); await num(2); } } }); } finally { await tick(); } }, first: async () => { await sleep("1 second"); return num(3); } }); note(«#», g«#».name); await sleep("1 minute"); await tick();',
  'await Promise.all([fork({ a: async () => { await sleep("3 milliseconds"); return num(1); } }), parallel([async () => { await sleep("5 milliseconds"); return num(2); }])]); await tick();',
]
