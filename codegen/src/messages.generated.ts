// Generated from codegen/messages/*.md. Do not edit: change a heading there, then run `node codegen/scripts/messages.ts`.

/** What the placeholders of each message stand for. */
export interface MessageParameters {
  readonly SW0001: { readonly number: string; readonly text: string }
  readonly SW0002: { readonly number: string; readonly text: string }
  readonly SW0003: { readonly globs: string }
  readonly SW0004: { readonly config: string; readonly text: string }
  readonly SW0005: { readonly file: string }
  readonly SW0006: { readonly config: string }
  readonly SW0007: { readonly file: string; readonly other: string; readonly output: string }
  readonly SW1001: { readonly problem: string }
  readonly SW1002: { readonly file: string; readonly name: string }
  readonly SW1004: { readonly kind: string }
  readonly SW1005: { readonly file: string; readonly name: string }
  readonly SW1006: { readonly problem: string }
  readonly SW2001: { readonly construct: string; readonly remedy: string }
  readonly SW2102: { readonly construct: string; readonly remedy: string }
  readonly SW2104: { readonly name: string }
  readonly SW2201: Readonly<Record<never, string>>
  readonly SW2202: { readonly what: string }
  readonly SW2204: { readonly callee: string }
  readonly SW2401: { readonly what: string }
  readonly SW2402: { readonly module: string; readonly what: string }
  readonly SW2403: { readonly what: string }
  readonly SW2404: { readonly name: string }
  readonly SW2405: Readonly<Record<never, string>>
  readonly SW3101: { readonly line: string; readonly name: string; readonly reason: string; readonly type: string }
  readonly SW3102: { readonly line: string; readonly name: string }
  readonly SW3107: { readonly what: string }
  readonly SW3204: { readonly name: string }
  readonly SW5003: { readonly name: string; readonly reason: string }
  readonly SW5004: { readonly text: string }
}

/** The code of a diagnostic. */
export type DiagnosticCode = keyof MessageParameters

/** A message with its placeholders still in it. */
export interface MessageText {
  readonly title: string
  readonly severity: "error" | "warning"
  readonly message: string
  readonly hint: string
}

/** The text of every diagnostic. */
export const messages: Readonly<Record<DiagnosticCode, MessageText>> = {
  SW0001: {
    title: "syntax error",
    severity: "error",
    message: "%text%",
    hint: "Correct the syntax; TypeScript reports it as TS%number%.",
  },
  SW0002: {
    title: "type error",
    severity: "error",
    message: "%text%",
    hint: "Correct the type; TypeScript reports it as TS%number%.",
  },
  SW0003: {
    title: "no workflow file",
    severity: "error",
    message: "No file matches %globs%.",
    hint: "Correct `workflows` in the configuration; globs are relative to its folder.",
  },
  SW0004: {
    title: "unreadable tsconfig",
    severity: "error",
    message: "%text%",
    hint: "Correct `%config%`; codegen reads the same file as your own `tsc`.",
  },
  SW0005: {
    title: "file outside the tsconfig",
    severity: "error",
    message: "`%file%` is a workflow file, but lies outside the project's folder.",
    hint: "Move it under the folder of the configuration, or narrow `workflows`.",
  },
  SW0006: {
    title: "strict is off",
    severity: "error",
    message: "`strict` is off in `%config%`, so the types that codegen relies on are incomplete.",
    hint: "Set `\"strict\": true`, or at least `\"strictNullChecks\": true`.",
  },
  SW0007: {
    title: "two files with one output",
    severity: "error",
    message: "`%file%` and `%other%` would both be written to `%output%`.",
    hint: "Rename one of them.",
  },
  SW1001: {
    title: "workflow out of place",
    severity: "error",
    message: "A workflow must be an exported constant of its module with an async function; this one %problem%.",
    hint: "Write `export const name = workflow(\"name\", { ... }, async (input) => { ... })` at the top level of the file.",
  },
  SW1002: {
    title: "workflow name used twice",
    severity: "error",
    message: "Workflow name `%name%` is already used in %file%.",
    hint: "Give one of the two another name; a name belongs to one workflow of the project.",
  },
  SW1004: {
    title: "name is not a literal",
    severity: "error",
    message: "The name of this %kind% must be a string literal.",
    hint: "Write the name itself: `%kind%(\"name\", ...)`.",
  },
  SW1005: {
    title: "step name used twice",
    severity: "error",
    message: "Step name `%name%` is already used in %file%.",
    hint: "Give one of the two another name; a name belongs to one step of the project.",
  },
  SW1006: {
    title: "step out of place",
    severity: "error",
    message: "A step must be an exported constant of its module; this one %problem%.",
    hint: "Write `export const name = step(\"name\", { ... })` at the top level of the file.",
  },
  SW2001: {
    title: "construct not supported yet",
    severity: "error",
    message: "%construct% is not supported in a workflow yet.",
    hint: "%remedy%",
  },
  SW2102: {
    title: "construct without a durable meaning",
    severity: "error",
    message: "`%construct%` cannot be used in a workflow.",
    hint: "%remedy%",
  },
  SW2104: {
    title: "class inside a workflow",
    severity: "error",
    message: "Class `%name%` is declared inside a workflow.",
    hint: "Declare it at module level and export it.",
  },
  SW2201: {
    title: "floating promise",
    severity: "error",
    message: "This promise is never awaited.",
    hint: "Write `await` before it.",
  },
  SW2202: {
    title: "await of a foreign promise",
    severity: "error",
    message: "`%what%` is not a step, a wait or a combination of them, so a run cannot wait for it.",
    hint: "Move the asynchronous work into a step, and await the step.",
  },
  SW2204: {
    title: "asynchronous callback",
    severity: "error",
    message: "The asynchronous callback of `%callee%` would run unsupervised.",
    hint: "Use a `for..of` loop, or `parallel([...])` of the steps.",
  },
  SW2401: {
    title: "input and output in a workflow",
    severity: "error",
    message: "`%what%` reaches outside the run and would happen again when a segment is computed again.",
    hint: "Move it into a step.",
  },
  SW2402: {
    title: "module not allowed",
    severity: "error",
    message: "`%what%` of module `%module%` cannot be used in a workflow.",
    hint: "Use it inside a step.",
  },
  SW2403: {
    title: "time and randomness",
    severity: "error",
    message: "`%what%` gives another value each time a segment is computed.",
    hint: "Read it in a step, which stores what it saw.",
  },
  SW2404: {
    title: "assignment to a module variable",
    severity: "error",
    message: "Assignment to module variable `%name%` is lost when the run moves to another process.",
    hint: "Keep the value in a local variable, or write it in a step.",
  },
  SW2405: {
    title: "dynamic import",
    severity: "error",
    message: "Dynamic `import()` is not allowed in a workflow.",
    hint: "Import statically at the top of the file, or import inside a step.",
  },
  SW3101: {
    title: "value cannot be stored",
    severity: "error",
    message: "`%name%: %type%` must survive the wait at line %line% but cannot be stored: %reason%.",
    hint: "Use it before the wait only, make it again after the wait, or keep plain data instead.",
  },
  SW3102: {
    title: "function lives across a wait",
    severity: "error",
    message: "Function `%name%` is needed after the wait at line %line%, and a function cannot be stored.",
    hint: "Move it to module level, or declare it again after the wait.",
  },
  SW3107: {
    title: "iterator lives across a wait",
    severity: "error",
    message: "%what% cannot be iterated across a wait: an iterator cannot be stored.",
    hint: "Copy it into an array first: `for (const item of [...source])`.",
  },
  SW3204: {
    title: "not exported",
    severity: "error",
    message: "`%name%` is used by the generated machine but not exported.",
    hint: "Write `export` before its declaration.",
  },
  SW5003: {
    title: "type cannot be named",
    severity: "error",
    message: "The type of `%name%` cannot be named in the generated file: %reason%.",
    hint: "Annotate `%name%` with a type that is exported.",
  },
  SW5004: {
    title: "machine does not type-check",
    severity: "error",
    message: "The generated machine does not type-check: %text%",
    hint: "Annotate the variables of this statement; if that does not help, report it as a defect of Statewright.",
  },
}
