import type { Template } from "./template.ts"

/** Words that the machine, its imports and JavaScript itself use, as names of locals. */
const words =
  "f value _f given start completed program segment region wait setup join sleep parallel leave dispatch returned threw done next begin main error e label $1 $finally each_at async constructor toString hasOwnProperty valueOf undefined_ Object_ p0 p0Code P0Frame InputOf OutputOf z n_1 x_2 type as from get set let_ static_ Map_ number await_ Symbol_ double note_2 num_2".split(
    " ",
  )

const hidden = [
  "add",
  "double",
  "note",
  "join",
  "num",
  "tick",
  "sleep",
  "parallel",
  "Refused",
  "bump",
  "z",
  "workflow",
  "Map",
  "Math",
  "String",
  "Promise",
  "JSON",
]

/** Statements whose names could be taken for others. */
export const namingStatements: readonly Template[] = [
  ...words.flatMap((word) => [
    `{ let ${word} = «num.3»; await num(${word}); ${word}++; await tick(); note(«#», ${word}); }`,
    `{ const ${word} = await num(1); await tick(); await see({ ${word} }); const keep = () => ${word}; note(«#», keep()); }`,
    `for (const ${word} of [1, 2]) { await num(${word}); await see([${word}, «@num»]); }`,
    `try { await num(1); } catch (${word}) { await tick(); await see(nameOf(${word})); }`,
  ]),
  ...hidden.map((word) =>
    `{ const ${word} = 4; await pick(${word}); note_(«#», ${word}); } await see(typeof ${word}); note_(«#», add(1, 2)); await str(String(Math.max(1, 2)));`.replaceAll(
      "note_(",
      word === "note" ? "void (" : "note(",
    ),
  ),
  "{ const x1 = 1; await tick(); { const x1 = 2; await tick(); { const x1 = 3; await see(x1); } await see(x1); } await see(x1); }",
  "{ const x1 = 1; { const x1 = 2; await see(x1); } note(«#», x1); { let x1 = 5; await see(x1); x1++; await see(x1); } await see(x1); }",
  "for (const a1 of [1, 2]) { for (const a1 of [3, 4]) { await see(a1); } await see(a1); }",
  "for (let a1 = 0; a1 < 2; a1++) { const b1 = a1; for (let a1 = 5; a1 < 7; a1++) await see([a1, b1]); await see([a1, b1]); }",
  'try { const a1 = await num(1); await see(a1); throw new Error("a"); } catch (a1) { const b1 = nameOf(a1); await see(b1); { const b1 = 1; await see(b1); } await see(b1); } finally { const a1 = 9; await see(a1); }',
  "{ const a1 = 1; await tick(); const f1 = (a1: number) => a1 + 1; note(«#», f1(a1)); await tick(); note(«#», [1].map((a1) => a1).length + a1); }",
  "{ const a1 = 1; await tick(); note(«#», (({ a1 }: { a1: number }) => a1)({ a1: 7 }) + a1); }",
  "{ let a1 = 1; await tick(); const o1 = { a1, b1: { a1 } }; a1++; await see(o1); const { a1: b1, b1: { a1: c1 } } = o1; await see([a1, b1, c1]); }",
  "{ let a1 = 1; await tick(); ({ a1 } = { a1: 5 }); await see({ a1 }); [a1] = [a1 + 1]; await see(a1); for (a1 of [7]) await see(a1); }",
  "a1: for (const a1 of [1, 2]) { if (await test(a1)) continue a1; await see(a1); }",
  "{ const a1 = { a1: 1 }; await tick(); note(«#», a1.a1); a1.a1 = 2; await tick(); await see(a1); }",
  "{ var a1 = 1; await tick(); { var a1 = 2; } await see(a1); }",
  "{ function a1(): number { return 1 } await tick(); { function a1(): number { return 2 } note(«#», a1()); await tick(); } note(«#», a1()); }",
  "{ let a1 = 1; { let b1 = a1; { let a1 = b1 + 1; b1 = a1; await see([a1, b1]); } await see([a1, b1]); } }",
  'if («bool») { const a1 = 1; await see(a1); } else { const a1 = "text"; await see(a1); } { const a1 = [1]; await see(a1); }',
]
