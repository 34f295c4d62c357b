// oxlint-disable eslint/no-template-curly-in-string -- the programs have templates of their own
import type { Template } from "./template.ts"

/** Statements that use what stands beside the workflow: constants, tables, types, classes and helpers, private or not. */
export const moduleStatements: readonly Template[] = [
  // Private constants, functions and types.
  "«=num» = bonus(«num») + fee; await num(bonus(«=num»)); note(«#», fee + «=num»);",
  "for (const rate of rates) { if (await test(rate)) continue; note(«#», rate * fee); }",
  "await tick(); note(«#», rates.at(«num») ?? rates.length); await num(rates.reduce((sum: number, rate) => sum + rate, 0));",
  "note(«#», labels[grade(await num(«num»))]); await str(labels[grade(«num»)]); await see(Object.values(labels));",
  "const p«#»: Pair = [«num», «str»]; await tick(); const [«const a:num», «const b:str»] = p«#»; await see(p«#»);",
  "let p«#»: Pair | undefined = (await test(1)) ? [«num», «str»] : undefined; await tick(); if (p«#») note(«#», p«#»[0]); p«#» = undefined;",
  "const p«#»: Point = { x: «num», y: «num» }; await tick(); p«#».y += fee; await see(p«#»); const { x: «const a:num», ...«const b:unready» } = p«#»; await see(«b»);",
  "const p«#»: Point[] = rates.map((x, y) => ({ x, y })); for (const { x, y } of p«#») if (await test(x)) p«#».at(y)!.y = bonus(x); await see(p«#»);",
  'switch (grade(await num(«num»))) { case labels.low === "l" ? "low" : "high": await tick(); case "high": await num(fee); break; default: note(«#», rates[1]); }',
  "if (bonus(«num») < fee) await num(fee); else if (fee < («=num» = await num(rates[1]))) note(«#», bonus(1));",
  "const f«#» = (value: number): number => bonus(value) * fee; await num(f«#»(«num»)); await tick(); note(«#», f«#»(rates[2]));",
  "const f«#» = bonus; note(«#», f«#»(«@num»)); note(«#», «@nums».map(bonus).length); note(«#», twice(bonus, «num»));",
  // Types inside of the body.
  "type In«#» = { readonly a: number; b?: Box }; const t«#»: In«#» = { a: await num(«num») }; await tick(); t«#».b = «@box»; await see(t«#»);",
  "interface In«#» { list: readonly Pair[]; more?: In«#» } let t«#»: In«#» = { list: [[«num», «str»]] }; await tick(); t«#» = { list: [], more: t«#» }; await tick(); await see(t«#»);",
  "{ type Same = number; const t«#»: Same = await num(«num»); { type Same = string; const t«#»: Same = await str(«str»); await see(t«#»); } await see(t«#» satisfies Same); }",
  'const t«#» = <T,>(value: T, other: T): T => («bool» ? value : other); «=num» = t«#»(«num», await num(1)); note(«#», t«#»(«str», await str(t«#»("a", «str»))));',
  // Classes of the module.
  "try { if (await test(«num»)) throw new Mishap(«str»); await tick(); } catch (e) { note(«#», nameOf(e)); await tick(); if (await test(1)) throw e; await see(e); }",
  "try { await num(«num»); throw new Mishap(await str(«str»), { cause: «@box» }); } finally { note(«#», 1); await tick(); }",
  "const e«#» = new Mishap(«str»); note(«#», e«#».name + e«#».message); await tick(); note(«#», nameOf(e«#»));",
  "const kept«#»: unknown = (await test(1)) ? new Own({ at: «num» }) : new Stopped({ why: «str» }); await tick(); if (kept«#» instanceof Own) await num(kept«#».at); else if (await test(2)) throw kept«#»; await see(nameOf(kept«#»));",
  "const n«#» = «num», m«#» = «num»; «=num» = new Tally().add(n«#»).add(m«#»).n % 97; await num(«num»);",
  "note(«#», new Tally().add(1).add(2).mean); await tick(); { const tally = new Tally(); for (const each of «@nums») tally.add(each); «=num» = tally.n % 97; } await num(«=num»);",
  // Generators, within one segment.
  "await tick(); note(«#», [...evens(5)].join()); for (const each of evens(3)) note(«#», each); await num(Math.max(...evens(«num.2» % 5 + 1)));",
  "function* g«#»(): Generator<number, string> { try { yield «@num»; yield* [1, 2]; } finally { note(«#», 1); } return «@str»; } await tick(); for (const each of g«#»()) { note(«#», each); if (each === 1) break; } await see([...g«#»()]);",
  "function* g«#»(from: number): Generator<number> { while (from < 4) { «@nums».push(from); yield from++; } } const [«const a:num» = 2, «const b:num» = 3] = g«#»(«@num»); await tick(); note(«#», «@nums».length); «@nums».length = 1;",
  "const it«#» = { *[Symbol.iterator]() { yield «@num»; yield «@num»; } }; note(«#», [...it«#»].length); for (const each of [...evens(4)]) { await num(each); }",
  // Async helpers of this module.
  "await see([await pause(«num»), «@num», await pause(«num»)]);",
  "«=num» = (await pause(«num»)) + «=num» - (await countdown(1 + («num.2» & 1)));",
  "const p«#» = pause(«num»); «@box».n += 1; note(«#», await countdown(1)); await see([await p«#», «@box»]);",
  "try { const [«in a:num», «in b:num»] = await Promise.all([countdown(2), pause(«num»), tick()]); await see([«a», «b»]); } catch (e) { note(«#», nameOf(e)); }",
  "«@boxes».push(«@box», «box»); await swap(«@boxes»); await see(«@boxes»); «@boxes».length = 1;",
  "await Promise.all([swap([«@box», «box»]), swap([«box», «@box»])]); await see(«@box»);",
  "for (const each of await Promise.all([2, 0, 1].map(countdown))) { if (await test(each)) break; note(«#», each); }",
  // Async helpers of another file.
  "note(«#», await twofold(«@box»)); await see(«@box»);",
  "const p«#» = [twofold(«@box»), twofold(«@box»)]; note(«#», «@box».n); note(«#», (await Promise.all(p«#»)).join()); await see(«@box»);",
  "await see([await careful(«num»), «@num», await careful(«num»)]);",
  "try { «=num» = (await Promise.race([careful(«num»), pause(1)])) % 97; } catch (e) { await see(nameOf(e)); }",
  "«=num» = (await firstOf(«nums», await num(3))) % 97; await see((await firstOf([«@box», «box»], «@box»)).n);",
  "note(«#», await firstOf<string | number>([«str», «num»], «str»)); if (await even(2)) await tick(); else note(«#», await even(1));",
  "await see(await gather(«nums»)); note(«#», (await Promise.all([gather([1, 2]), gather([3]), twofold(«@box»)])).flat().join());",
  "const box«#»: Box = { n: «num», tag: «str» }; const both«#» = await Promise.allSettled([twofold(box«#»), careful(box«#».n), even(1)]); await see([box«#», both«#».map(({ status }) => status)]);",
  "try { for (const each of «@nums») { if (!(await even(each & 1))) continue; «=num» = await careful(each); if (await test(2)) return «@box»; } } finally { await swap([«@box», «box»]); note(«#», fee); }",
]
