import type { Template } from "./template.ts"

/** Statements that wait for an event in each of the ways there are; what a `where` reads does not change meanwhile. */
export const eventStatements: readonly Template[] = [
  // Awaited at once.
  'const k«#» = «num»; «=num» = await waitForEvent("go", { schema: z.number(), where: (each) => each === k«#», timeout: "1 second", onTimeout: 3 });',
  'const k«#» = «num»; await see(await waitForEvent("go", { where: (each) => Number(each) > k«#» % 5, timeout: "2 seconds", onTimeout: "late" }));',
  'const l«#» = «str»; const b«#» = «bool»; «=str» = await waitForEvent("word", { schema: z.string(), where: (word) => (b«#» || word.length < l«#».length) && word !== l«#», timeout: "1 second", onTimeout: l«#» });',
  'try { note(«#», await waitForEvent("word", { schema: z.string(), timeout: "3 seconds" })); } catch (e) { note(«#», e instanceof EventTimedOut ? e.event : nameOf(e)); await tick(); }',
  'const { n: «const a:num», tag: «const b:str» } = await waitForEvent("parcel", { schema: Sent, where: ({ n, tag }) => { if (tag === "x") return false; return n > 1; }, timeout: (await num(1)) * 100, onTimeout: { n: «num», tag: «str» } });',
  'const k«#» = «num»; await see(await waitForEvent("parcel", { schema: Sent, where: isHeavy, timeout: "1 second", onTimeout: k«#» }));',
  'const at«#» = Date.now(); await waitForEvent("nothing", { timeout: "90 seconds", onTimeout: 1 }); note(«#», Date.now() - at«#»);',
  // In loops.
  'let more«#» = true; while (more«#») { const got«#» = await waitForEvent("word", { timeout: "1 second", onTimeout: undefined }); more«#» = got«#» !== undefined && !(await test(1)); note(«#», String(got«#»)); }',
  'for (const each of [1, 2, 3]) { const got«#» = await waitForEvent("go", { schema: z.number(), where: (n) => n === each, timeout: "1 second", onTimeout: undefined }); if (got«#» === undefined) break; note(«#», got«#»); }',
  'for (let at = 0; at < 3; at++) { const got«#» = await Promise.race([waitForEvent("go", { where: (each) => each !== 2 }), sleep("1 second")]); note(«#», String(got«#»)); if (got«#» !== undefined) break; await tick(); }',
  // Begun, and awaited later.
  'const l«#» = «str»; const p«#» = waitForEvent("word", { schema: z.string(), where: (word) => word.length > l«#».length % 3, timeout: "3 seconds", onTimeout: null }); «=num» = await num(«num»); await see([await p«#», «=num»]);',
  'const p«#» = waitForEvent("go", { timeout: "2 seconds" }); try { if (await test(1)) await p«#»; note(«#», String(await p«#»)); } catch (e) { await see(nameOf(e)); }',
  'note(«#», await waitForEvent("word", { schema: z.string(), timeout: "1 second" }).then((word) => word.length, () => -1));',
  // Beside others.
  'await see(await Promise.all([1, 2, 3].map((each) => waitForEvent("go", { schema: z.number(), where: (n) => n === each, timeout: "2 seconds", onTimeout: -each }))));',
  'const h«#» = async (least: number): Promise<number> => { const { n } = await waitForEvent("parcel", { schema: Sent, where: ({ n, tag }) => n >= least && tag !== "x", timeout: "1 second", onTimeout: { n: 0, tag: "" } }); await tick(); return n; }; await see(await parallel([h«#»(1), num(2), h«#»(3)]));',
  'for (const each of await Promise.allSettled([waitForEvent("go", { timeout: "1 second" }), num(«num»), waitForEvent("nothing", { timeout: "2 seconds" })])) note(«#», each.status === "fulfilled" ? String(each.value) : nameOf(each.reason));',
  'try { await see(await Promise.any([waitForEvent("nothing", { timeout: "1 second" }), num(«num»), waitForEvent("word", { timeout: "2 seconds" })])); } catch (e) { note(«#», nameOf(e)); }',
  'await see(await parallel([waitForEvent("word", { timeout: "2 seconds", onTimeout: 1 }), told(«num»), waitForEvent("word", { timeout: "1 second", onTimeout: 2 })]));',
]
