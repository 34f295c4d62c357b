// Generated from codegen/messages/*.md. Do not edit: change a heading there, then run `node codegen/scripts/messages.ts`.

/** What the placeholders of each message stand for. */
export interface MessageParameters {
  readonly SW0001: { readonly number: string; readonly text: string }
  readonly SW0002: { readonly number: string; readonly text: string }
  readonly SW0003: { readonly globs: string; readonly remedy: string }
  readonly SW0004: { readonly config: string; readonly text: string }
  readonly SW0005: { readonly file: string }
  readonly SW0006: { readonly config: string }
  readonly SW0007: { readonly file: string; readonly other: string; readonly output: string }
  readonly SW0008: { readonly file: string }
  readonly SW0009: Readonly<Record<never, string>>
  readonly SW0010: { readonly file: string }
  readonly SW0011: { readonly outDir: string; readonly root: string }
  readonly SW0012: { readonly file: string; readonly reason: string }
  readonly SW0013: { readonly file: string }
  readonly SW0014: { readonly line: string; readonly lock: string; readonly problem: string }
  readonly SW1001: { readonly problem: string }
  readonly SW1002: { readonly file: string; readonly name: string }
  readonly SW1003: { readonly id: string }
  readonly SW1004: { readonly call: string; readonly kind: string }
  readonly SW1005: { readonly file: string; readonly name: string }
  readonly SW1006: { readonly problem: string }
  readonly SW1007: { readonly kind: string; readonly name: string }
  readonly SW1008: { readonly tag: string }
  readonly SW1009: { readonly problem: string }
  readonly SW1010: { readonly name: string }
  readonly SW2001: { readonly construct: string; readonly remedy: string }
  readonly SW2102: { readonly construct: string; readonly remedy: string }
  readonly SW2104: { readonly name: string }
  readonly SW2107: { readonly type: string }
  readonly SW2201: Readonly<Record<never, string>>
  readonly SW2202: { readonly remedy: string; readonly what: string }
  readonly SW2204: { readonly callee: string }
  readonly SW2301: { readonly problem: string }
  readonly SW2302: { readonly problem: string }
  readonly SW2303: { readonly problem: string; readonly remedy: string }
  readonly SW2304: { readonly what: string }
  readonly SW2305: { readonly problem: string; readonly remedy: string; readonly word: string }
  readonly SW2306: { readonly problem: string; readonly remedy: string; readonly word: string }
  readonly SW2308: { readonly problem: string; readonly remedy: string }
  readonly SW2309: { readonly problem: string; readonly remedy: string; readonly what: string }
  readonly SW2401: { readonly through: string; readonly what: string }
  readonly SW2402: { readonly module: string; readonly through: string; readonly what: string }
  readonly SW2403: { readonly remedy: string; readonly through: string; readonly what: string }
  readonly SW2404: { readonly name: string; readonly through: string }
  readonly SW2405: { readonly through: string }
  readonly SW2406: { readonly what: string }
  readonly SW2410: { readonly problem: string; readonly remedy: string }
  readonly SW2411: { readonly problem: string }
  readonly SW2412: { readonly what: string }
  readonly SW2413: Readonly<Record<never, string>>
  readonly SW3101: { readonly line: string; readonly name: string; readonly reason: string; readonly type: string }
  readonly SW3102: { readonly line: string; readonly name: string }
  readonly SW3105: { readonly what: string }
  readonly SW3106: { readonly line: string; readonly name: string }
  readonly SW3107: { readonly what: string }
  readonly SW3108: { readonly callee: string }
  readonly SW3109: { readonly through: string; readonly what: string }
  readonly SW3110: { readonly line: string; readonly name: string; readonly through: string; readonly what: string }
  readonly SW3204: { readonly name: string; readonly reason: string }
  readonly SW4101: { readonly code: string }
  readonly SW4103: { readonly failures: string; readonly step: string }
  readonly SW4105: { readonly consequence: string }
  readonly SW4106: { readonly step: string }
  readonly SW4107: { readonly name: string }
  readonly SW4108: { readonly name: string }
  readonly SW4110: { readonly helper: string }
  readonly SW4112: { readonly jump: string }
  readonly SW4114: { readonly local: string }
  readonly SW4115: { readonly change: string; readonly locals: string }
  readonly SW4116: Readonly<Record<never, string>>
  readonly SW4117: { readonly problem: string }
  readonly SW4118: { readonly event: string }
  readonly SW4119: { readonly event: string }
  readonly SW4120: { readonly through: string; readonly workflow: string }
  readonly SW4121: { readonly through: string; readonly workflow: string }
  readonly SW5003: { readonly name: string; readonly reason: string }
  readonly SW5004: { readonly text: string }
  readonly SW6001: { readonly code: string }
  readonly SW6002: { readonly problem: string; readonly remedy: string }
  readonly SW6003: { readonly code: string; readonly reason: string }
  readonly SW6004: { readonly code: string }
  readonly SW9001: { readonly text: string }
}

/** The code of a diagnostic. */
export type DiagnosticCode = keyof MessageParameters

/** A message with its placeholders still in it. */
export interface MessageText {
  readonly title: string
  readonly severity: "error" | "warning"
  readonly message: string
  readonly hint: string
  /** Why it is so; empty when the message says it all. */
  readonly explanation: string
  /** Code that gets the diagnostic. */
  readonly bad: readonly string[]
  /** Code that does not. */
  readonly good: readonly string[]
}

/** The text of every diagnostic. */
export const messages: Readonly<Record<DiagnosticCode, MessageText>> = {
  SW0001: {
    title: "syntax error",
    severity: "error",
    message: "%text%",
    hint: "Correct the syntax; TypeScript reports it as TS%number%.",
    explanation: "The file cannot be parsed, so nothing in it was compiled.",
    bad: [
      "const broken = ;\n",
    ],
    good: [],
  },
  SW0002: {
    title: "type error",
    severity: "error",
    message: "%text%",
    hint: "Correct what TypeScript reports as TS%number%.",
    explanation: "Workflows are compiled by their types: what a call is, what must be stored, what a step takes. A file with a type error is not compiled.",
    bad: [
      "await charge({ cents: \"ten\" })\n",
    ],
    good: [
      "await charge({ cents: 10 })\n",
    ],
  },
  SW0003: {
    title: "no workflow file",
    severity: "error",
    message: "No file matches %globs%.",
    hint: "Correct `workflows` in the configuration: %remedy%.",
    explanation: "",
    bad: [],
    good: [],
  },
  SW0004: {
    title: "unreadable tsconfig",
    severity: "error",
    message: "%text%",
    hint: "Correct `%config%`; codegen reads the same file as your own `tsc`.",
    explanation: "",
    bad: [],
    good: [],
  },
  SW0005: {
    title: "file outside the tsconfig",
    severity: "error",
    message: "`%file%` is a workflow file, but lies outside the project's folder.",
    hint: "Move it under the folder of the configuration, or narrow `workflows`.",
    explanation: "",
    bad: [],
    good: [],
  },
  SW0006: {
    title: "strict is off",
    severity: "error",
    message: "`strict` is off in `%config%`, so the types that codegen relies on are incomplete.",
    hint: "Set `\"strict\": true`, or at least `\"strictNullChecks\": true`.",
    explanation: "Without strict null checks a local that may be `undefined` does not say so, and the generated file would not say so either.",
    bad: [],
    good: [],
  },
  SW0007: {
    title: "two files with one output",
    severity: "error",
    message: "`%file%` and `%other%` would both be written to `%output%`.",
    hint: "Rename one of them.",
    explanation: "",
    bad: [],
    good: [],
  },
  SW0008: {
    title: "output is somebody's own",
    severity: "error",
    message: "`%file%` would be overwritten, but was not generated by Statewright.",
    hint: "Move it, or choose another `outDir`.",
    explanation: "",
    bad: [],
    good: [],
  },
  SW0009: {
    title: "no tsconfig",
    severity: "error",
    message: "There is no tsconfig.json, in the project's folder or above it.",
    hint: "Write a `tsconfig.json` that holds: { \"compilerOptions\": { \"target\": \"esnext\", \"module\": \"nodenext\", \"strict\": true, \"noEmit\": true, \"allowImportingTsExtensions\": true, \"verbatimModuleSyntax\": true, \"erasableSyntaxOnly\": true, \"skipLibCheck\": true, \"types\": [\"node\"] } }",
    explanation: "Codegen reads workflows with your own compiler settings. These let Node run the files as they are; `types` needs the package `@types/node`.",
    bad: [],
    good: [],
  },
  SW0010: {
    title: "module type",
    severity: "error",
    message: "TypeScript takes the workflow files for CommonJS, since `%file%` does not say `\"type\": \"module\"`.",
    hint: "Run `npm pkg set type=module` in the folder of that file.",
    explanation: "Workflow files are ECMAScript modules: they `import` and `export`. `npm init -y` makes a package of type `commonjs`, and TypeScript then refuses every import and export with TS1295 or TS1287.",
    bad: [],
    good: [],
  },
  SW0011: {
    title: "output outside the project",
    severity: "error",
    message: "`outDir` is `%outDir%`, which lies outside the project's folder `%root%`.",
    hint: "Name a folder of the project in the configuration: `outDir: \"src/generated\"`.",
    explanation: "",
    bad: [],
    good: [],
  },
  SW0012: {
    title: "file that codegen does not read",
    severity: "error",
    message: "`%file%` is named by `workflows`, but %reason%.",
    hint: "Write it as a `.ts` file that can be read, or narrow `workflows`.",
    explanation: "What a glob names is meant to be compiled; a file that is silently left out would be missing at run time.",
    bad: [],
    good: [],
  },
  SW0013: {
    title: "JSX is off",
    severity: "error",
    message: "`%file%` is a `.tsx` file, but `jsx` is not set in `tsconfig.json`.",
    hint: "Rename it to `.ts`: a workflow holds no JSX. Or set `jsx`.",
    explanation: "",
    bad: [],
    good: [],
  },
  SW0014: {
    title: "lock not readable",
    severity: "error",
    message: "Line %line% of `%lock%` %problem%.",
    hint: "Solve the merge so that each id stands on one line and the lines of both sides stay, or take the file back from your version control; then run `statewright codegen`.",
    explanation: "The lock says which wait has which id. Codegen never guesses ids again where it cannot read it, since runs wait under the ids that they had: it writes nothing.",
    bad: [],
    good: [],
  },
  SW1001: {
    title: "workflow out of place",
    severity: "error",
    message: "A workflow must be an exported constant of its module with an async function; this one %problem%.",
    hint: "Write `export const name = workflow(\"name\", { ... }, async (input) => { ... })` at the top level of the file.",
    explanation: "The generated machine imports the workflow from your module, and its function is read as source: both need a name and a place.",
    bad: [
      "const hidden = workflow(\"hidden\", { input: z.number(), output: z.number() }, async (n) => n)\n",
    ],
    good: [
      "export const visible = workflow(\"visible\", { input: z.number(), output: z.number() }, async (n) => n)\n",
    ],
  },
  SW1002: {
    title: "workflow name used twice",
    severity: "error",
    message: "Workflow name `%name%` is already used in %file%.",
    hint: "Give one of the two another name; a name belongs to one workflow of the project.",
    explanation: "Runs are stored under the name of their workflow, so two workflows with one name could not be told apart.",
    bad: [
      "export const first = workflow(\"same\", { input: z.number(), output: z.number() }, async (n) => n)\nexport const second = workflow(\"same\", { input: z.number(), output: z.number() }, async (n) => n + 1)\n",
    ],
    good: [
      "export const first = workflow(\"first\", { input: z.number(), output: z.number() }, async (n) => n)\nexport const second = workflow(\"second\", { input: z.number(), output: z.number() }, async (n) => n + 1)\n",
    ],
  },
  SW1003: {
    title: "id used twice",
    severity: "error",
    message: "Step id `%id%` is used twice in this workflow.",
    hint: "Give one of the two another id.",
    explanation: "An id that you write is the id of one wait: what a run waits for, and what its history names.",
    bad: [
      "await charge.with({ id: \"deposit\" })({ cents })\nawait charge.with({ id: \"deposit\" })({ cents })\n",
    ],
    good: [
      "await charge.with({ id: \"deposit\" })({ cents })\nawait charge.with({ id: \"rest\" })({ cents })\n",
    ],
  },
  SW1004: {
    title: "name is not a literal",
    severity: "error",
    message: "The name of this %kind% must be a string literal.",
    hint: "Write the name itself: `%call%(\"name\", ...)`.",
    explanation: "Names are stored with every run. A computed name could change without anyone noticing. For an event, a constant of a literal type will do.",
    bad: [
      "const name: string = \"computed\"\nexport const computed = workflow(name, { input: z.number(), output: z.number() }, async (n) => n)\n",
      "return await waitForEvent(`approval of ${cents}`)\n",
    ],
    good: [
      "export const computed = workflow(\"computed\", { input: z.number(), output: z.number() }, async (n) => n)\n",
      "return (await waitForEvent(\"approval\")) === cents\n",
    ],
  },
  SW1005: {
    title: "step name used twice",
    severity: "error",
    message: "Step name `%name%` is already used in %file%.",
    hint: "Give one of the two another name; a name belongs to one step of the project.",
    explanation: "",
    bad: [
      "export const a = step(\"twin\", { input: z.number(), output: z.number(), run: async (n) => n })\nexport const b = step(\"twin\", { input: z.number(), output: z.number(), run: async (n) => n })\n",
    ],
    good: [
      "export const a = step(\"left\", { input: z.number(), output: z.number(), run: async (n) => n })\nexport const b = step(\"right\", { input: z.number(), output: z.number(), run: async (n) => n })\n",
    ],
  },
  SW1006: {
    title: "step out of place",
    severity: "error",
    message: "A step must be an exported constant of its module; this one %problem%.",
    hint: "Write `export const name = step(\"name\", { ... })` at the top level of the file.",
    explanation: "The generated machine imports the steps that it starts, and a recovered run finds a step by its name, without running the code around it.",
    bad: [
      "const hidden = step(\"hidden\", { input: z.number(), output: z.number(), run: async (n) => n })\n",
    ],
    good: [
      "export const visible = step(\"visible\", { input: z.number(), output: z.number(), run: async (n) => n })\n",
    ],
  },
  SW1007: {
    title: "name that cannot be used",
    severity: "error",
    message: "%name% cannot be the name of %kind%.",
    hint: "Use a letter, then letters, digits, `_`, `-` or `.`, at most 100 characters in all.",
    explanation: "A name stands in ids, in pictures, in URLs and on command lines.",
    bad: [
      "export const odd = workflow(\"a b\", { input: z.number(), output: z.number() }, async (n) => n)\n",
      "return await waitForEvent(\"an approval\")\n",
    ],
    good: [
      "export const odd = workflow(\"a-b\", { input: z.number(), output: z.number() }, async (n) => n)\n",
    ],
  },
  SW1008: {
    title: "tag that is taken",
    severity: "error",
    message: "`%tag%` cannot be the tag of a failure: Statewright's own error has it.",
    hint: "Give the failure another tag.",
    explanation: "Errors are told apart by their tags, also after storage: nobody could tell this one from the framework's.",
    bad: [
      "export class Late extends failure(\"EventTimedOut\", z.object({ order: z.string() })) {}\nexport const ship = workflow(\"ship\", { errors: [Late] }, async () => 1)\n",
    ],
    good: [
      "export class Late extends failure(\"OrderLate\", z.object({ order: z.string() })) {}\nexport const ship = workflow(\"ship\", { errors: [Late] }, async () => 1)\n",
    ],
  },
  SW1009: {
    title: "sub-workflow that is none of the project",
    severity: "error",
    message: "Only a workflow of this project, by its name, can be started here: %problem%.",
    hint: "Export it from a workflow file as `export const name = workflow(\"name\", ...)`, and write that name here.",
    explanation: "The engine starts sub-workflows and chained ones by name, perhaps after a restart: it must know them without running the code around.",
    bad: [
      "export const ship = workflow(\"ship\", { input: z.number(), output: z.string() }, async (cents) => charge({ cents }))\nexport const couriers = { ship }\nexport const order = workflow(\"order\", { output: z.string() }, async () => await couriers.ship(5))\n",
    ],
    good: [
      "export const ship = workflow(\"ship\", { input: z.number(), output: z.string() }, async (cents) => charge({ cents }))\nexport const order = workflow(\"order\", { output: z.string() }, async () => await ship(5))\n",
    ],
  },
  SW1010: {
    title: "sub-workflow without an output",
    severity: "error",
    message: "Workflow `%name%` is called by another one, and declares no `output`.",
    hint: "Add `output` to its options: a schema of what it returns.",
    explanation: "What comes back passes from one run to another, perhaps weeks later: the schema is what both sides rely on.",
    bad: [
      "export const ship = workflow(\"ship\", { input: z.object({ cents: z.number() }) }, async ({ cents }) => charge({ cents }))\nexport const order = workflow(\"order\", { output: z.string() }, async () => await ship({ cents: 5 }))\n",
    ],
    good: [
      "export const ship = workflow(\n  \"ship\",\n  { input: z.object({ cents: z.number() }), output: z.string() },\n  async ({ cents }) => charge({ cents }),\n)\nexport const order = workflow(\"order\", { output: z.string() }, async () => await ship({ cents: 5 }))\n",
    ],
  },
  SW2001: {
    title: "construct not supported yet",
    severity: "error",
    message: "%construct% is not supported in a workflow yet.",
    hint: "%remedy%",
    explanation: "Codegen compiles what it can prove, and refuses the rest: it never compiles a construct wrongly and never ignores one. The same code is fine where no `await` is involved, in a helper, and inside a step.",
    bad: [
      "for await (const item of [1, 2]) await charge({ cents: item })\n",
    ],
    good: [
      "for (const item of [1, 2]) await charge({ cents: item })\n",
    ],
  },
  SW2102: {
    title: "construct without a durable meaning",
    severity: "error",
    message: "`%construct%` cannot be used in a workflow.",
    hint: "%remedy%",
    explanation: "A workflow is cut into segments that run at different times in different processes: `this`, `arguments`, `eval` and `with` mean nothing across them.",
    bad: [
      "return eval(\"1 + 1\")\n",
    ],
    good: [
      "return 1 + 1\n",
    ],
  },
  SW2104: {
    title: "class inside a workflow",
    severity: "error",
    message: "Class `%name%` is declared inside a workflow.",
    hint: "Declare it at module level and export it.",
    explanation: "A class that is made anew by every segment would not be the same class: `instanceof` would fail after a wait.",
    bad: [
      "class Cart {}\nreturn String(new Cart())\n",
    ],
    good: [],
  },
  SW2107: {
    title: "generic workflow",
    severity: "error",
    message: "The function of this workflow has a type parameter, `%type%`, so its input has no type that could be checked.",
    hint: "Write the type itself, or make one workflow for each type.",
    explanation: "A run is started with data from outside, long after the types are gone: what it takes must be known.",
    bad: [
      "export const generic = workflow(\"generic\", {}, async <T>(value: T) => String(value))\n",
    ],
    good: [
      "export const concrete = workflow(\"concrete\", { input: z.number() }, async (value) => String(value))\n",
    ],
  },
  SW2201: {
    title: "floating promise",
    severity: "error",
    message: "This promise is never awaited.",
    hint: "Write `await` before it, or keep the promise in a local and await that.",
    explanation: "What runs unattended is lost when the process ends, and its error goes nowhere.",
    bad: [
      "charge({ cents: 1 })\n",
      "void charge({ cents: 1 })\n",
      "charge({ cents: 1 }).catch(() => undefined)\n",
    ],
    good: [
      "await charge({ cents: 1 })\n",
    ],
  },
  SW2202: {
    title: "await of a foreign promise",
    severity: "error",
    message: "`%what%` is not a step, a wait or a combination of them, so a run cannot wait for it.",
    hint: "%remedy%",
    explanation: "A run waits by writing to the database what it waits for. An ordinary promise lives in one process only, and nothing of it can be stored. A chain of `.then`, `.catch` and `.finally` on a step is one that it can wait for; on another promise it is none. Write `sleep` for a timer, and move other asynchronous work into a step.",
    bad: [
      "await new Promise((done) => setTimeout(done, 1000))\n",
      "return await Promise.resolve({ cents: 1 }).then(charge)\n",
    ],
    good: [
      "await sleep(\"1 second\")\n",
      "return await charge({ cents: 1 }).then((paid) => `paid ${paid}`)\n",
    ],
  },
  SW2204: {
    title: "asynchronous callback",
    severity: "error",
    message: "The asynchronous callback of `%callee%` would run unsupervised.",
    hint: "Use a `for..of` loop, or `await Promise.all(items.map(async (item) => ...))`.",
    explanation: "Array methods do not wait for the promises that their callbacks return: `some` and `filter` take each for true, `forEach` forgets it. Only `map` gives them back, and a `Promise.all` around it awaits them.",
    bad: [
      "items.forEach(async (cents) => {\n  await charge({ cents })\n})\n",
    ],
    good: [
      "for (const cents of items) await charge({ cents })\n",
    ],
  },
  SW2301: {
    title: "options of an event that cannot be seen",
    severity: "error",
    message: "This wait for an event %problem%, so codegen cannot see what it asks for.",
    hint: "Write the options in the call: `waitForEvent(\"name\", { schema, where, fresh: true, timeout, onTimeout })`.",
    explanation: "What a run asks of an event is compiled: the engine looks for the runs that an event is meant for without waking any of them.",
    bad: [
      "const options = { timeout: \"3 days\" } as const\nreturn await waitForEvent(\"approval\", options)\n",
    ],
    good: [
      "return await waitForEvent(\"approval\", { timeout: \"3 days\" })\n",
    ],
  },
  SW2302: {
    title: "`where` that cannot be seen",
    severity: "error",
    message: "This `where` %problem%, so codegen cannot see what it asks for.",
    hint: "Write the function in the call, or declare it at module level and give its name.",
    explanation: "",
    bad: [
      "const isOurs = (event: unknown) => event === cents\nreturn await waitForEvent(\"paid\", { where: isOurs })\n",
    ],
    good: [
      "return await waitForEvent(\"paid\", { where: (event) => event === cents })\n",
    ],
  },
  SW2303: {
    title: "`where` that does more than ask",
    severity: "error",
    message: "A `where` only says whether an event is meant; this one %problem%.",
    hint: "%remedy%",
    explanation: "The engine asks it of any event, at any time, as often as it likes: what it reads of the run is what the run held when the wait began, and what it changes is lost.",
    bad: [
      "let asked = 0\nreturn await waitForEvent(\"paid\", { where: () => ++asked > 2 })\n",
      "const twice = (n: number) => n * 2\nreturn await waitForEvent(\"paid\", { where: (event) => event === twice(cents) || event === cents })\n",
    ],
    good: [
      "const asked = cents * 2\nreturn await waitForEvent(\"paid\", { where: (event) => event === asked || event === cents })\n",
    ],
  },
  SW2304: {
    title: "schema of an event that belongs to a run",
    severity: "error",
    message: "The schema of an event is the same for all runs; this one uses %what%.",
    hint: "Make it at module level, and say in `where` what differs from run to run.",
    explanation: "",
    bad: [
      "return await waitForEvent(\"paid\", { schema: z.number().min(cents) })\n",
    ],
    good: [
      "return await waitForEvent(\"paid\", { schema: z.number(), where: (paid) => paid >= cents })\n",
    ],
  },
  SW2305: {
    title: "branches that cannot be seen",
    severity: "error",
    message: "This `%word%` %problem%.",
    hint: "%remedy%",
    explanation: "Each branch is compiled by itself: it begins when there is room for it, and is cancelled where it rests. So codegen must see which function it is.",
    bad: [
      "const branches = { stock: async () => charge({ cents: 1 }) }\nreturn await fork(branches)\n",
      "const pack = async () => charge({ cents: 1 })\nreturn await race({ packed: pack(), late: sleep(\"1 day\") })\n",
    ],
    good: [
      "return await fork({ stock: async () => charge({ cents: 1 }), mail: () => charge({ cents: 2 }) })\n",
      "const pack = async () => charge({ cents: 1 })\nreturn await race({ packed: () => pack(), late: sleep(\"1 day\") })\n",
    ],
  },
  SW2306: {
    title: "join that cannot be",
    severity: "error",
    message: "This `%word%` %problem%.",
    hint: "%remedy%",
    explanation: "A join that can never be met would fail each time that it is reached.",
    bad: [
      "return await parallel([charge({ cents: 1 }), charge({ cents: 2 })], { join: atLeast(3) })\n",
      "return await fork({})\n",
      "return await fork({ one: () => charge({ cents: 1 }), two: () => charge({ cents: 2 }) }, { maxParallelism: -1 })\n",
    ],
    good: [
      "return await parallel([charge({ cents: 1 }), charge({ cents: 2 })], { join: atLeast(2) })\n",
    ],
  },
  SW2308: {
    title: "work that cannot become a run of its own",
    severity: "error",
    message: "What is detached becomes a run of its own, and %problem%.",
    hint: "%remedy%",
    explanation: "A run of its own lives in another frame, perhaps longer than this one: it is given copies of what it uses.",
    bad: [
      "let paid = 0\nawait detach(async () => {\n  paid += (await charge({ cents })).length\n})\nreturn paid\n",
    ],
    good: [
      "let paid = 0\npaid += cents\nconst own = paid\nawait detach(async () => {\n  await charge({ cents: own })\n})\nreturn paid\n",
    ],
  },
  SW2309: {
    title: "a pool, scope, barrier or mutex used as a value",
    severity: "error",
    message: "`%what%` %problem%.",
    hint: "%remedy%",
    explanation: "A pool, a scope and a barrier may be held in variables and handed to `async` functions of the project; what they do is compiled where they are asked.",
    bad: [
      "const packing = pool<string>()\nconst add = packing.add\n",
      "const make = async () => pool<string>()\nconst packing = await make()\npacking.add(() => charge({ cents: 1 }))\nreturn await packing.until()\n",
      "return JSON.stringify(barrier(2))\n",
      "const desk = mutex(\"desk\")\nreturn await desk.run(() => charge({ cents }))\n",
    ],
    good: [
      "const packing = pool<string>()\npacking.add(() => charge({ cents: 1 }))\nreturn await packing.until()\n",
    ],
  },
  SW2401: {
    title: "input and output in a workflow",
    severity: "error",
    message: "`%what%`%through% reaches outside the run and would happen again when a segment is computed again.",
    hint: "Move it into a step; for a delay, write `await sleep(...)`.",
    explanation: "A segment may be computed twice: after a crash, the last one is computed again from the stored snapshot. Steps are what happens at a known time, with retries and a stored result.\n\nCodegen looks into what a workflow calls, through all functions of the project; packages are trusted. Of a function of which its author knows better, `/** @pure */` before it says that it only computes.",
    bad: [
      "return process.env[\"HOME\"]\n",
      "setTimeout(() => {}, 10)\n",
      "export const region = () => process.env[\"REGION\"] ?? \"eu\"\nexport const asks = workflow(\"asks\", { output: z.string() }, async () => region())\n",
    ],
    good: [
      "await sleep(\"10 seconds\")\n",
    ],
  },
  SW2402: {
    title: "module not allowed",
    severity: "error",
    message: "`%what%` of module `%module%`%through% cannot be used in a workflow.",
    hint: "Use it inside a step.",
    explanation: "",
    bad: [
      "import { readFileSync } from \"node:fs\"\nexport const reads = workflow(\"reads\", { input: z.string(), output: z.string() }, async (path) =>\n  readFileSync(path, \"utf8\"),\n)\n",
    ],
    good: [
      "import { readFileSync } from \"node:fs\"\nexport const read = step(\"read\", {\n  input: z.string(),\n  output: z.string(),\n  run: async (path) => readFileSync(path, \"utf8\"),\n})\nexport const reads = workflow(\"reads\", { input: z.string(), output: z.string() }, async (path) => await read(path))\n",
    ],
  },
  SW2403: {
    title: "time and randomness",
    severity: "error",
    message: "`%what%`%through% gives another value each time a segment is computed.",
    hint: "%remedy%",
    explanation: "`Date.now()`, `new Date()`, `Math.random()`, `crypto.randomUUID()` and `crypto.getRandomValues(array)` are recorded: a run is told one time from one wait to the next, and random values that grow from a stored seed, so that whoever computes the same part of the run again sees the same. Other clocks, and these functions taken out of their objects, are not.",
    bad: [
      "return performance.now()\n",
      "const { random } = Math\nreturn random()\n",
    ],
    good: [
      "return Date.now() + Math.random()\n",
    ],
  },
  SW2404: {
    title: "change of a module variable",
    severity: "error",
    message: "A change of module variable `%name%`%through% is lost when the run moves to another process.",
    hint: "Keep the value in a local variable, of an object a copy (`structuredClone`, a spread), or write it in a step.",
    explanation: "An object of a module stays one of the module when a local holds it, and comes back as a copy when that local was stored: the same change would be seen by other runs, or by nobody.",
    bad: [
      "let total = 0\nexport const adds = workflow(\"adds\", { input: z.number(), output: z.number() }, async (n) => {\n  total += n\n  return total\n})\n",
    ],
    good: [
      "export const adds = workflow(\"adds\", { input: z.number(), output: z.number() }, async (n) => {\n  let total = 0\n  total += n\n  return total\n})\n",
    ],
  },
  SW2405: {
    title: "dynamic import",
    severity: "error",
    message: "Dynamic `import()`%through% is not allowed in a workflow.",
    hint: "Import statically at the top of the file, or import inside a step.",
    explanation: "",
    bad: [
      "const path = await import(\"node:path\")\nreturn path.sep\n",
    ],
    good: [
      "return cents\n",
    ],
  },
  SW2406: {
    title: "loop that waits for the clock",
    severity: "error",
    message: "`%what%` does not move on in this loop, which would never end.",
    hint: "Write `await sleep(...)` in the loop, or count its turns instead of asking the clock.",
    explanation: "The time of a run moves on only while the run waits. From one wait to the next, `Date.now()` is always the same.",
    bad: [
      "const end = Date.now() + 1000\nwhile (Date.now() < end) items.push(cents)\nreturn items.length\n",
    ],
    good: [
      "const end = Date.now() + 1000\nwhile (Date.now() < end) await sleep(\"100 milliseconds\")\nreturn items.length\n",
    ],
  },
  SW2410: {
    title: "assertion or transformation that is part of a run",
    severity: "error",
    message: "What a validation asks of its value is asked apart from the run; this function %problem%.",
    hint: "%remedy%",
    explanation: "A validation is a step of its own: its schema, assertions and transformation get the value alone, and are the same for all runs.",
    bad: [
      "return await validate(items, z.array(z.number()), { assert: { \"not too dear\": (all) => all[0] === cents } })\n",
    ],
    good: [
      "return await validate({ items, cents }, z.object({ items: z.array(z.number()), cents: z.number() }), {\n  assert: { \"not too dear\": (all) => all.items[0] === all.cents },\n})\n",
    ],
  },
  SW2411: {
    title: "validation that cannot be seen",
    severity: "error",
    message: "This validation %problem%, so codegen cannot see what it does.",
    hint: "Write the options in the call: `validate(value, schema, { id, mode, assert, validators, transform })`.",
    explanation: "",
    bad: [
      "const options = { mode: \"warn\" } as const\nreturn await validate(cents, z.number(), options)\n",
    ],
    good: [
      "return await validate(cents, z.number(), { mode: \"warn\" })\n",
    ],
  },
  SW2412: {
    title: "schema of a validation that belongs to a run",
    severity: "error",
    message: "The schema of a validation is the same for all runs; this one uses %what%.",
    hint: "Make it at module level, and validate what differs from run to run as part of the value.",
    explanation: "",
    bad: [
      "return await validate(items, z.array(z.number().max(cents)))\n",
    ],
    good: [
      "return await validate({ items, cents }, z.object({ items: z.array(z.number()), cents: z.number() }), {\n  assert: { \"not too dear\": ({ items, cents }) => items.every((each) => each <= cents) },\n})\n",
    ],
  },
  SW2413: {
    title: "validators that are not awaited at once",
    severity: "error",
    message: "This validation calls steps one after the other, and is not awaited where it is called.",
    hint: "Await it where it is called; put it into an `async` function and call that where it must run beside something else.",
    explanation: "",
    bad: [
      "const paid = validate({ cents }, z.object({ cents: z.number() }), { validators: [charge] })\nreturn await paid\n",
    ],
    good: [
      "return await validate({ cents }, z.object({ cents: z.number() }), { validators: [charge] })\n",
    ],
  },
  SW3101: {
    title: "value cannot be stored",
    severity: "error",
    message: "`%name%: %type%` must survive the wait at line %line% but cannot be stored: %reason%.",
    hint: "Use it before the wait only, make it again after the wait, or keep plain data instead.",
    explanation: "At every wait the live locals are written to the database. Plain data, `Date`, `Map`, `Set`, `RegExp`, `bigint`, errors, typed arrays and `failure` classes can be stored; functions, promises, getters and instances of other classes cannot.",
    bad: [
      "const send = { to: () => cents }\nawait charge({ cents })\nreturn send.to()\n",
      "const order = {\n  get total() {\n    return cents\n  },\n}\nawait charge({ cents })\nreturn order.total\n",
    ],
    good: [
      "const send = { to: cents }\nawait charge({ cents })\nreturn send.to\n",
    ],
  },
  SW3102: {
    title: "function lives across a wait",
    severity: "error",
    message: "Function `%name%` is needed after the wait at line %line%, and a function cannot be stored.",
    hint: "Only call it, or hand it to what calls it at once; else move it to module level, or declare it again after the wait.",
    explanation: "A function that is only called is made anew where it is used. One that is put into data, returned, compared or assigned would have to be the same function after the wait.",
    bad: [
      "const add = (n: number) => n + cents\nconst ways = { add }\nawait charge({ cents })\nreturn [add(1), ways.add === add]\n",
    ],
    good: [
      "const add = (n: number) => n + cents\nawait charge({ cents })\nreturn [add(1), ...[2, 3].map(add)]\n",
    ],
  },
  SW3105: {
    title: "resource lives across a wait",
    severity: "error",
    message: "`%what%` would have to live until the end of a block that waits cut, and a resource cannot be stored.",
    hint: "Give it a block of its own without an `await`; or take the resource in a step, and release it by another step in a `finally`.",
    explanation: "",
    bad: [
      "using lock = { [Symbol.dispose]: () => {} }\nawait charge({ cents })\n",
    ],
    good: [
      "{\n  using lock = { cents, [Symbol.dispose]: () => {} }\n  if (lock.cents > 100) return\n}\nawait charge({ cents })\n",
    ],
  },
  SW3106: {
    title: "iterator lives across a wait",
    severity: "error",
    message: "`%name%` is suspended across the wait at line %line%: a generator or an iterator cannot be stored.",
    hint: "Use it up before the wait: `const items = [...%name%]`.",
    explanation: "",
    bad: [
      "function* twice(n: number) {\n  yield n\n  yield n * 2\n}\nconst numbers = twice(cents)\nawait charge({ cents })\nreturn [...numbers]\n",
    ],
    good: [
      "function* twice(n: number) {\n  yield n\n  yield n * 2\n}\nconst numbers = [...twice(cents)]\nawait charge({ cents })\nreturn [...numbers, ...twice(cents)]\n",
    ],
  },
  SW3107: {
    title: "iterator lives across a wait",
    severity: "error",
    message: "%what% cannot be iterated across a wait: an iterator cannot be stored.",
    hint: "Copy it into an array first: `[...source]`.",
    explanation: "Arrays, strings, Maps, Sets, typed arrays and their `entries()`, `keys()` and `values()` need no iterator: the run keeps the collection and how far the loop, or the pattern that takes it apart, is.",
    bad: [
      "const all: Iterable<number> = items\nfor (const item of all) await charge({ cents: item })\n",
    ],
    good: [
      "const all: Iterable<number> = items\nfor (const item of [...all]) await charge({ cents: item })\n",
    ],
  },
  SW3108: {
    title: "function looked up before a wait",
    severity: "error",
    message: "`%callee%` is looked up before its arguments are awaited, and could be another function after the wait.",
    hint: "Await the arguments first, into a `const`.",
    explanation: "A call looks its function up first, then evaluates its arguments. A function cannot be stored while they are awaited, so it is looked up after the wait; that is refused where it could make a difference. It makes none for built-in methods, functions of a module, and methods of a class or of a constant object (`as const`) that nothing assigns.",
    bad: [
      "export const prices: { of?: (text: string) => string } = {}\nexport const priced = workflow(\"priced\", { output: z.unknown() }, async () => prices.of?.(await charge({ cents: 1 })))\n",
    ],
    good: [
      "export const prices: { of?: (text: string) => string } = {}\nexport const priced = workflow(\"priced\", { output: z.unknown() }, async () => {\n  const text = await charge({ cents: 1 })\n  return prices.of?.(text)\n})\n",
    ],
  },
  SW3109: {
    title: "class of an error that storage does not keep",
    severity: "error",
    message: "`%what%`%through% asks for the class of an error, which is not kept when the error is stored.",
    hint: "Make the class by `failure(\"Name\", schema)`, which is told by its tag; or ask for what the error holds, say a property `code`. Write a method as a function that takes the error.",
    explanation: "An error is stored as its name, message, cause and properties, under the nearest class that JavaScript itself has. Whether it was stored since it was thrown depends on when the process ended, and nothing may depend on that.",
    bad: [
      "export class Declined extends Error {}\nexport const buys = workflow(\"buys\", {}, async () => {\n  try {\n    throw new Declined(\"no money\")\n  } catch (error) {\n    await charge({ cents: 1 })\n    return error instanceof Declined\n  }\n})\n",
    ],
    good: [
      "export class Declined extends failure(\"Declined\", z.object({ code: z.string() })) {}\nexport const buys = workflow(\"buys\", {}, async () => {\n  try {\n    throw new Declined({ code: \"no money\" })\n  } catch (error) {\n    await charge({ cents: 1 })\n    return error instanceof Declined\n  }\n})\n",
    ],
  },
  SW3110: {
    title: "identity of a module's object",
    severity: "error",
    message: "`%what%`%through% asks whether an object of `%name%` is the same one, but it may have been stored%line%, and comes back as a copy.",
    hint: "Compare what it holds, say its id; or look it up again after the wait, and compare the two there.",
    explanation: "What a local holds at a wait is written to the database. An object that belongs to a module comes back as a copy: it holds the same, but it is not the same object. Whether the run was stored and loaded in between depends on when the process ended, and nothing may depend on that. Objects that the workflow makes itself stay the same among each other.",
    bad: [
      "export const plans = [\n  { id: \"small\", cents: 5 },\n  { id: \"big\", cents: 9 },\n]\nexport const buys = workflow(\"buys\", { output: z.boolean() }, async () => {\n  const plan = plans[0]\n  await charge({ cents: 1 })\n  return plan === plans[0]\n})\n",
    ],
    good: [
      "export const plans = [\n  { id: \"small\", cents: 5 },\n  { id: \"big\", cents: 9 },\n]\nexport const buys = workflow(\"buys\", { output: z.boolean() }, async () => {\n  const plan = plans[0]\n  await charge({ cents: 1 })\n  return plan?.id === plans[0]?.id\n})\n",
    ],
  },
  SW3204: {
    title: "not exported",
    severity: "error",
    message: "`%name%` is used by the generated machine, but not exported, and cannot be copied: %reason%.",
    hint: "Write `export` before its declaration.",
    explanation: "The machine stands in a file of its own. It imports what the author's file exports, and copies the rest where nobody could tell a copy: types, enums, constants that are primitives or plain data `as const`, and functions that reach only such things. A copy of a class, a schema, a collection or a variable would be a second one. `statewright codegen --fix` writes the `export`.",
    bad: [
      "const prices = new Map([[\"lamp\", 3]])\nexport const sums = workflow(\"sums\", { input: z.string(), output: z.number() }, async (name) => prices.get(name) ?? 0)\n",
    ],
    good: [
      "const rates = { normal: 19, reduced: 7 } as const\nconst taxOf = (n: number, rate: keyof typeof rates) => (n * rates[rate]) / 100\nexport const taxes = workflow(\"taxes\", { input: z.number(), output: z.number() }, async (n) => taxOf(n, \"normal\"))\n",
    ],
  },
  SW4101: {
    title: "unreachable code",
    severity: "warning",
    message: "No path leads to `%code%`: it never runs.",
    hint: "Remove it, or correct the jump or the condition that keeps every run away from it.",
    explanation: "What stands behind a `return`, in a branch whose condition is always `false`, at the end of a loop that every turn leaves before, or behind a call of a function that always throws, never runs. Conditions are judged as far as they are written with `true` and `false`.",
    bad: [
      "return items\nawait charge({ cents })\n",
      "for (let at = 0; at < items.length; at++) {\n  await charge({ cents: items[at] ?? 0 })\n  return at\n}\nreturn 0\n",
      "export const abort = step(\"abort\", { output: z.never(), run: () => Promise.reject(new Error(\"aborted\")) })\nexport const aborts = workflow(\"aborts\", { output: z.string() }, async () => {\n  await abort()\n  await charge({ cents: 10 })\n  return \"end\"\n})\n",
      "const giveUp = async () => {\n  await charge({ cents: 0 })\n  throw new Error(\"given up\")\n}\nawait giveUp()\nreturn cents\n",
    ],
    good: [
      "for (let at = 0; at < items.length; at++) {\n  if ((await charge({ cents: items[at] ?? 0 })) === \"paid\") return at\n}\nreturn 0\n",
    ],
  },
  SW4103: {
    title: "declared error that nothing handles",
    severity: "warning",
    message: "Step `%step%` can fail with %failures%, which nothing handles and this workflow does not declare.",
    hint: "Catch it around this call, or add the class to the `errors` of the workflow, so that those who start it know.",
    explanation: "A step lists in `errors` what its callers have to reckon with. Such an error is handled by a `catch` around the call that does not throw it again in every case, and announced by the `errors` of the workflow. Errors that no step declares are not looked at: they end the run.",
    bad: [
      "export class Declined extends failure(\"Declined\", z.object({ code: z.string() })) {}\nexport const pay = step(\"pay\", { errors: [Declined], run: async () => 1 })\nexport const buy = workflow(\"buy\", {}, async () => {\n  await pay()\n})\n",
      "export class Declined extends failure(\"Declined\", z.object({ code: z.string() })) {}\nexport class Closed extends failure(\"Closed\", z.object({ until: z.string() })) {}\nexport const pay = step(\"pay\", { errors: [Declined, Closed], run: async () => 1 })\nexport const buy = workflow(\"buy\", { output: z.string() }, async () => {\n  try {\n    await pay()\n  } catch (error) {\n    if (error instanceof Declined) return error.code\n    throw error\n  }\n  return \"bought\"\n})\n",
    ],
    good: [
      "export class Declined extends failure(\"Declined\", z.object({ code: z.string() })) {}\nexport class Closed extends failure(\"Closed\", z.object({ until: z.string() })) {}\nexport const pay = step(\"pay\", { errors: [Declined, Closed], run: async () => 1 })\nexport const buy = workflow(\"buy\", { output: z.string(), errors: [Closed] }, async () => {\n  try {\n    await pay()\n  } catch (error) {\n    if (error instanceof Declined) return error.code\n    throw error\n  }\n  return \"bought\"\n})\n",
    ],
  },
  SW4105: {
    title: "loop without an end",
    severity: "warning",
    message: "Nothing ends this loop: %consequence%.",
    hint: "Test something that the body changes, or leave the loop by `break` or `return`.",
    explanation: "What the loop tests has the same value at every turn, and no `break`, `return` or `throw` leads out. A run that is meant to go on for ever says so by a comment.",
    bad: [
      "let balance = await charge({ cents })\nwhile (balance !== \"paid\") {\n  await sleep(\"1 minute\")\n  await charge({ cents })\n}\n",
    ],
    good: [
      "let balance = await charge({ cents })\nwhile (balance !== \"paid\") {\n  await sleep(\"1 minute\")\n  balance = await charge({ cents })\n}\n",
      "// statewright-ignore SW4105 because this run charges every month until it is cancelled\nwhile (true) {\n  await charge({ cents })\n  await sleep(\"30 days\")\n}\n",
    ],
  },
  SW4106: {
    title: "step that is retried without a key",
    severity: "warning",
    message: "Step `%step%` is retried, and its code does not take the `idempotencyKey`: what a failed attempt has done is done again.",
    hint: "Pass the `idempotencyKey` of the context to the service that the step calls, or say `idempotent: true` where doing it twice is as good as once.",
    explanation: "An attempt may fail after its effect: the money is taken, and then the connection breaks. The key is the same in all attempts at one call, so a service that knows such keys does it once. What only reads, or writes the same file again, is idempotent by itself. A step without `retry` may be run again too, when the process dies while it runs.",
    bad: [
      "export const pay = step(\"pay\", {\n  retry: { strategy: \"fixed\", initialDelay: \"1 second\", maxAttempts: 3 },\n  run: async () => 1,\n})\nexport const buy = workflow(\"buy\", {}, async () => void (await pay()))\n",
    ],
    good: [
      "export const pay = step(\"pay\", {\n  retry: { strategy: \"fixed\", initialDelay: \"1 second\", maxAttempts: 3 },\n  run: async (_, { idempotencyKey }) => idempotencyKey,\n})\nexport const look = step(\"look\", {\n  retry: { strategy: \"fixed\", initialDelay: \"1 second\", maxAttempts: 3 },\n  idempotent: true,\n  run: async () => 1,\n})\nexport const buy = workflow(\"buy\", {}, async () => {\n  await look()\n  await pay()\n})\n",
    ],
  },
  SW4107: {
    title: "branches that overwrite each other",
    severity: "error",
    message: "`%name%` is read before a wait and written after it, while another branch writes it: what the other wrote is lost.",
    hint: "Await into a `const` first and change `%name%` then, or let each branch return its part and put them together behind the join.",
    explanation: "Branches that run side by side take turns at their waits. `total += await count()` reads `total` first, then waits, and then writes what it read with something added. Only variables are looked at; members of objects that branches share are not.",
    bad: [
      "let total = 0\nconst add = async (each: number) => {\n  total += (await charge({ cents: each })).length\n}\nawait Promise.all([add(1), add(2)])\nreturn total\n",
    ],
    good: [
      "let total = 0\nconst add = async (each: number) => {\n  const receipt = await charge({ cents: each })\n  total += receipt.length\n}\nawait Promise.all([add(1), add(2)])\nreturn total\n",
    ],
  },
  SW4108: {
    title: "branch that changes what another uses",
    severity: "error",
    message: "`%name%` is changed in one branch and used in another, which runs beside it.",
    hint: "Let each branch return what it finds, and put it together behind the join; what a branch only needs as it was, copy into a `const` before.",
    explanation: "Which of them comes first is chance, and another one each time. `Promise.all` and `parallel([a(), b()])` share variables as JavaScript does; the branches of a group, and what is added to a pool, may begin late and be cancelled.",
    bad: [
      "let paid = \"\"\nawait fork({\n  one: async () => {\n    paid = await charge({ cents: 1 })\n  },\n  two: async () => charge({ cents: paid.length }),\n})\nreturn paid\n",
    ],
    good: [
      "const { one, two } = await fork({\n  one: async () => charge({ cents: 1 }),\n  two: async () => charge({ cents: 2 }),\n})\nreturn one + two\n",
    ],
  },
  SW4110: {
    title: "recursion without an end",
    severity: "warning",
    message: "`%helper%` calls itself, or what calls it, on every way through: nothing ends the recursion.",
    hint: "Return before the call in some case, say where there is nothing left to do.",
    explanation: "Every call waits in the run's snapshot until the one inside it has ended, so such a run grows until it is failed. A call ends the recursion if there is a way past it: a `return` or a `throw` before it, a branch, or a loop over items that may be empty.",
    bad: [
      "const countdown = async (left: number): Promise<string> => {\n  const receipt = await charge({ cents: left })\n  return receipt + (await countdown(left - 1))\n}\nreturn await countdown(cents)\n",
      "const ping = async (): Promise<void> => {\n  await charge({ cents })\n  await pong()\n}\nconst pong = async (): Promise<void> => {\n  await sleep(\"1 minute\")\n  await ping()\n}\nawait ping()\n",
    ],
    good: [
      "const countdown = async (left: number): Promise<string> => {\n  const receipt = await charge({ cents: left })\n  return left === 0 ? receipt : receipt + (await countdown(left - 1))\n}\nreturn await countdown(cents)\n",
    ],
  },
  SW4112: {
    title: "`finally` discards the error",
    severity: "warning",
    message: "`%jump%` in `finally` discards the error, or the result, that its `try` was left with.",
    hint: "Move `%jump%` behind the `finally`, or catch the error in a `catch` and say there what becomes of it.",
    explanation: "JavaScript lets a jump out of a `finally` win over everything: an error that was on its way is gone, and nobody hears of it.",
    bad: [
      "try {\n  await charge({ cents })\n} finally {\n  return \"done\"\n}\n",
    ],
    good: [
      "try {\n  await charge({ cents })\n} catch {\n  return \"failed\"\n} finally {\n  await sleep(\"1 second\")\n}\nreturn \"done\"\n",
      "try {\n  await charge({ cents })\n} finally {\n  // statewright-ignore SW4112 because a charge that failed is seen to by the nightly report\n  return \"done\"\n}\n",
    ],
  },
  SW4114: {
    title: "local that grows without a bound",
    severity: "warning",
    message: "`%local%` grows at each turn of this loop, and nothing bounds the number of turns: the run's snapshot grows with it.",
    hint: "Bound the turns, say by a condition on its size; or give what it has gathered to a step from time to time, and begin it anew.",
    explanation: "What lives across a wait is stored with the run. A loop over items, or one that counts, can only gather so much; one that waits for something to happen can gather without end.",
    bad: [
      "const receipts: string[] = []\nwhile ((await charge({ cents })) !== \"closed\") {\n  receipts.push(await charge({ cents: 1 }))\n}\nreturn receipts\n",
    ],
    good: [
      "const receipts: string[] = []\nwhile (receipts.length < 100 && (await charge({ cents })) !== \"closed\") {\n  receipts.push(await charge({ cents: 1 }))\n}\nreturn receipts\n",
      "const receipts: string[] = []\nfor (const item of items) receipts.push(await charge({ cents: item }))\nreturn receipts\n",
    ],
  },
  SW4115: {
    title: "local that is stored whole at each turn",
    severity: "warning",
    message: "Every turn of this loop that comes to `%change%` stores %locals% whole.",
    hint: "Only append in the loop (`push`, `set`, `add`), count in a variable instead of a property, and go over an array by `for..of` instead of taking its elements away; or keep small what the loop changes.",
    explanation: "After each wait a run stores what has changed. An append costs what was appended; after any other change all that the local holds is stored again, and so is what the other locals hold that are used between the same two waits: an object may be reached by many ways. A loop with many turns over a large array then takes quadratic time and room.",
    bad: [
      "while (items.length > 0) {\n  await charge({ cents: items.shift() ?? 0 })\n}\n",
      "let receipts: string[] = []\nfor (const item of items) receipts = [...receipts, await charge({ cents: item })]\nreturn receipts\n",
    ],
    good: [
      "const receipts: string[] = []\nfor (const item of items) receipts.push(await charge({ cents: item }))\nreturn receipts\n",
    ],
  },
  SW4116: {
    title: "wait that nothing ends",
    severity: "error",
    message: "`Promise.race` of nothing never ends: the run would wait here for ever.",
    hint: "Give it what is to be raced; a `sleep` in the list is a time limit.",
    explanation: "JavaScript's own rule: `Promise.race([])` is a promise that is never settled. Where the list is empty only when the workflow runs, the run is failed with RUN-023 as soon as nothing else is at work in it.",
    bad: [
      "await Promise.race([])\n",
      "const nothing = [] as const\nreturn await Promise.race(nothing)\n",
    ],
    good: [
      "return await Promise.race([charge({ cents }), sleep(\"1 minute\")])\n",
    ],
  },
  SW4117: {
    title: "`where` that asks nothing of the event",
    severity: "warning",
    message: "This `where` %problem%.",
    hint: "Leave it out, or compare the event with something.",
    explanation: "A `where` is asked about each event of its name. What it reads of the run is what the run held when the wait began, so it cannot wait for the run to change.",
    bad: [
      "return await waitForEvent(\"paid\", { where: () => true })\n",
      "return await waitForEvent(\"paid\", { where: () => cents > 100, timeout: \"1 day\" })\n",
    ],
    good: [
      "return await waitForEvent(\"paid\", { where: (event) => event === cents, timeout: \"1 day\" })\n",
    ],
  },
  SW4118: {
    title: "`onTimeout` of a wait without a timeout",
    severity: "warning",
    message: "The wait for `%event%` has no `timeout`, so its `onTimeout` is never used.",
    hint: "Give it a `timeout`, or leave `onTimeout` out.",
    explanation: "",
    bad: [
      "return await waitForEvent(\"paid\", { onTimeout: \"nobody paid\" })\n",
    ],
    good: [
      "return await waitForEvent(\"paid\", { timeout: \"3 days\", onTimeout: \"nobody paid\" })\n",
    ],
  },
  SW4119: {
    title: "wait for an event that goes on after its race",
    severity: "warning",
    message: "The wait for `%event%` goes on when another branch wins, and takes an event that nobody sees.",
    hint: "Race the wait itself, and tell the branches apart by what they give: by the schema, or by `onTimeout`.",
    explanation: "As in JavaScript, a race does not end the branches that lose it. A wait that stands in the race itself is closed, since nobody can ask for it any more; one with a `then` behind it must still call that. In a loop the next turn waits beside it, and the older wait is given the event.",
    bad: [
      "return await Promise.race([waitForEvent(\"paid\").then(() => \"paid\"), sleep(\"3 days\")])\n",
    ],
    good: [
      "const paid = await Promise.race([waitForEvent(\"paid\"), sleep(\"3 days\")])\nreturn paid === undefined ? \"late\" : \"paid\"\n",
    ],
  },
  SW4120: {
    title: "sub-workflow that leads back to itself",
    severity: "warning",
    message: "`%workflow%` becomes a sub-workflow of itself%through%, and does not say how deep that may go.",
    hint: "Write how deep it may go in its options, `maxDepth: 10`, and return before the call in some case; or end the cycle.",
    explanation: "Without `maxDepth` a run of it is refused where another one stands above it: it fails with `RunCycle`.",
    bad: [
      "export const walk = workflow(\"walk\", { input: z.number(), output: z.number() }, async (n): Promise<number> => {\n  return n === 0 ? 0 : 1 + (await walk(n - 1))\n})\n",
    ],
    good: [
      "export const walk = workflow(\n  \"walk\",\n  { input: z.number(), output: z.number(), maxDepth: 10 },\n  async (n): Promise<number> => {\n    return n === 0 ? 0 : 1 + (await walk(n - 1))\n  },\n)\n",
    ],
  },
  SW4121: {
    title: "chain that leads back to itself",
    severity: "warning",
    message: "The end of `%workflow%` starts `%workflow%` again%through%, and no condition ends that.",
    hint: "Give a link of the chain a condition, `link(next, { when: (output) => ... })`, or end the cycle.",
    explanation: "Each link is a run of its own, so nothing but the engine's `maxChainLength` would end it.",
    bad: [
      "export const ping = workflow(\n  \"ping\",\n  { output: z.number(), onComplete: (link): readonly Chained[] => [link(pong)] },\n  async () => 1,\n)\nexport const pong = workflow(\n  \"pong\",\n  { input: z.number(), onComplete: (link): readonly Chained[] => [link(ping)] },\n  async () => 2,\n)\n",
    ],
    good: [
      "export const ping = workflow(\n  \"ping\",\n  { output: z.number(), onComplete: (link): readonly Chained[] => [link(pong, { when: (n) => n > 3 })] },\n  async () => 1,\n)\nexport const pong = workflow(\n  \"pong\",\n  { input: z.number(), onComplete: (link): readonly Chained[] => [link(ping)] },\n  async () => 2,\n)\n",
    ],
  },
  SW5003: {
    title: "type cannot be named",
    severity: "error",
    message: "The type of `%name%` cannot be named in the generated file: %reason%.",
    hint: "Annotate `%name%` with a type that is exported.",
    explanation: "A local that lives across a wait is declared in the generated file, with its type.",
    bad: [
      "const receipts = []\nreceipts.push(await charge({ cents }))\nreturn receipts\n",
    ],
    good: [
      "const receipts: string[] = []\nreceipts.push(await charge({ cents }))\nreturn receipts\n",
    ],
  },
  SW5004: {
    title: "machine does not type-check",
    severity: "error",
    message: "The generated machine does not type-check: %text%",
    hint: "Annotate the variables of this statement; if that does not help, report it as a defect of Statewright.",
    explanation: "The generated files are checked in memory under your own compiler flags before anything is written.",
    bad: [],
    good: [],
  },
  SW6001: {
    title: "suppression without a reason",
    severity: "warning",
    message: "This comment silences nothing, since it does not say why `%code%` is fine here.",
    hint: "Say why: `// statewright-ignore %code% because ...`.",
    explanation: "Whoever reads the code next has to know whether the reason still holds.",
    bad: [
      "try {\n  await charge({ cents })\n} finally {\n  // statewright-ignore SW4112\n  return \"done\"\n}\n",
    ],
    good: [
      "try {\n  await charge({ cents })\n} finally {\n  return \"done\" // statewright-ignore SW4112 because a failed charge is tried again tomorrow\n}\n",
    ],
  },
  SW6002: {
    title: "suppression of an unknown code",
    severity: "warning",
    message: "This comment %problem%.",
    hint: "%remedy%",
    explanation: "",
    bad: [
      "// statewright-ignore SW4113x because it is misspelt\nawait charge({ cents })\n",
    ],
    good: [
      "// The comment begins with statewright-ignore, so this one silences nothing.\nawait charge({ cents })\n",
    ],
  },
  SW6003: {
    title: "suppression of an error",
    severity: "warning",
    message: "`%code%` cannot be silenced: %reason%.",
    hint: "Correct what it reports, and remove the comment.",
    explanation: "Errors are what cannot be compiled truly; a comment does not change that.",
    bad: [
      "// statewright-ignore SW2401 because I know what I do\nreturn process.env[\"HOME\"]\n",
    ],
    good: [
      "return cents\n",
    ],
  },
  SW6004: {
    title: "suppression that silences nothing",
    severity: "warning",
    message: "There is no `%code%` on the line that this comment speaks of.",
    hint: "Remove it, or move it to the line above the one that the warning names.",
    explanation: "",
    bad: [
      "// statewright-ignore SW4112 because it once was needed\nawait charge({ cents })\n",
    ],
    good: [
      "await charge({ cents })\n",
    ],
  },
  SW9001: {
    title: "codegen failed",
    severity: "error",
    message: "Codegen failed on this file: %text%",
    hint: "Report it with the file as a defect of Statewright; nothing was written.",
    explanation: "",
    bad: [],
    good: [],
  },
}
