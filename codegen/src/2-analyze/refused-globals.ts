import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { isRecordedName } from "./recorded-use.ts"
import type { Scene } from "./scene.ts"

type Judge = (node: ts.Identifier, checker: ts.TypeChecker, scene: Scene) => Diagnostic | undefined

/** What a workflow may not do with a global of this name; `undefined` if it may do anything. */
export const refusedGlobal = (name: string): Judge | undefined => table.get(name)

const outside: Judge = (node, _, { place, through, related }) =>
  diagnostic("SW2401", place, { what: node.text, through }, related)

const varies: Judge = (node, checker, { place, through, related }) =>
  isRecordedName(node, checker)
    ? undefined
    : diagnostic("SW2403", place, { what: textOf(node), through, remedy: remedyFor(node.text) }, related)

const remedyFor = (name: string): string =>
  name === "performance" || name === "Temporal"
    ? "Use `Date.now()`, which is recorded."
    : "Write `Date.now()`, `new Date()`, `Math.random()` or `crypto.randomUUID()`, which are recorded, or ask in a step."

const meaningless: Judge = (node, _, { place, related }) =>
  diagnostic("SW2102", place, { construct: node.text, remedy: "Write the code itself, or run it in a step." }, related)

/** Only some members are refused: `Math.random`, but not `Math.max`. */
const member =
  (judge: Judge, ...names: readonly string[]): Judge =>
  (node, checker, scene) => {
    const { parent } = node
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) {
      return isReadWhole(node) ? judge(node, checker, scene) : undefined
    }
    return names.includes(parent.name.text) ? judge(node, checker, scene) : undefined
  }

/** `const { random } = Math`, `pick(Math)`: nobody sees which members are used. */
const isReadWhole = ({ parent }: ts.Identifier): boolean =>
  !ts.isNewExpression(parent) &&
  !ts.isTypeQueryNode(parent) &&
  !(ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword)

/** `Date(...)` is the time as text, and so may `new Date(...list)` be. */
const date: Judge = (node, checker, scene) => {
  const { parent } = node
  if (ts.isCallExpression(parent) && parent.expression === node) return varies(node, checker, scene)
  if (ts.isNewExpression(parent) && parent.expression === node) {
    return parent.arguments?.every(ts.isSpreadElement) === true ? varies(node, checker, scene) : undefined
  }
  return member(varies, "now")(node, checker, scene)
}

const textOf = (node: ts.Identifier): string =>
  ts.isPropertyAccessExpression(node.parent) ? node.parent.getText() : node.text

const table: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ["Date", date],
  ["Math", member(varies, "random")],
  ["crypto", varies],
  ["performance", varies],
  ["Temporal", member(varies, "Now")],
  ["eval", meaningless],
  ["Function", meaningless],
  ...[
    "fetch",
    "process",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "queueMicrotask",
    "requestAnimationFrame",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "localStorage",
    "sessionStorage",
    "document",
    "window",
    "globalThis",
    "global",
    "self",
    "require",
    "module",
    "exports",
    "Atomics",
    "SharedArrayBuffer",
    "WeakRef",
    "FinalizationRegistry",
    "Worker",
    "BroadcastChannel",
    "navigator",
    "indexedDB",
    "Bun",
    "Deno",
    "AbortController",
    "AbortSignal",
    "__dirname",
    "__filename",
    "gc",
  ].map((name): [string, Judge] => [name, outside]),
])
