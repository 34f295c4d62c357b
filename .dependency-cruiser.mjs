/** Which of our packages the source of each may import: the arrows of ARCHITECTURE.md. `cli` may import all. */
const arrows = {
  model: [],
  workflow: ["model"],
  codegen: ["model"],
  store: ["model"],
  runtime: ["model", "store", "workflow"],
  graph: ["model"],
  testing: ["model", "runtime", "store", "workflow"],
  statewright: ["model", "runtime", "workflow"],
}

/**
 * Statements hold statements, and groups hold groups: the files that tell one construct from another are called back by the file of each
 * construct that holds more. Only a cycle through one of these is recursion.
 */
const dispatchers =
  "^(codegen/src/3-lower/(expression|statement)|packages/runtime/src/machine/begin-part|test/fuzz/grammar/statement)[.]ts$"

/** Every package of ours, as a path from the root. */
const ours = "^(codegen|packages/[^/]+)/"

const folderOf = (name) => (name === "codegen" ? "codegen" : `packages/${name}`)

const arrowsOf = ([name, allowed]) => ({
  name: `arrows-of-${name}`,
  comment:
    allowed.length === 0
      ? `${name} imports no other package of ours.`
      : `${name} imports, of our packages, only ${allowed.join(", ")}.`,
  severity: "error",
  from: { path: `^${folderOf(name)}/src/` },
  to: { path: ours, pathNot: [name, ...allowed].map((each) => `^${folderOf(each)}/`) },
})

const onlyIn = ({ name, comment, folders, libraries }) => ({
  name,
  comment,
  severity: "error",
  from: { path: "^(codegen|packages/[^/]+)/src/", pathNot: folders.map((folder) => `^${folder}/`) },
  to: { path: `(^|/)node_modules/(${libraries.join("|")})/` },
})

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(arrows).map(arrowsOf),
    onlyIn({
      name: "only-read-knows-ts-morph",
      comment: "The phases after 1-read work on our own words, so that the parser can be changed in one place.",
      folders: ["codegen/src/1-read"],
      libraries: ["ts-morph"],
    }),
    onlyIn({
      name: "only-store-knows-sql",
      comment: "Everything else asks the store's port.",
      folders: ["packages/store/src"],
      libraries: ["kysely", "better-sqlite3"],
    }),
    onlyIn({
      name: "only-machine-knows-xstate",
      comment: "XState v6 must stay a second printer and interpreter.",
      folders: ["packages/runtime/src/machine"],
      libraries: ["xstate"],
    }),
    {
      name: "model-has-no-io",
      comment: "The words are read in browsers too, and have no outside.",
      severity: "error",
      from: { path: "^packages/model/src/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "graph-has-no-io",
      comment: "Pictures are drawn in browsers too.",
      severity: "error",
      from: { path: "^packages/graph/src/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "facade-stays-light",
      comment: "What an app imports at run time never pulls in the compiler or a bundler.",
      severity: "error",
      from: { path: "^packages/statewright/src/" },
      to: { path: "^codegen/|(^|/)node_modules/(ts-morph|typescript|esbuild|vite|tsx)/", reachable: true },
    },
    {
      name: "client-has-no-engine",
      comment: "Browsers load it: neither the engine nor what it is made of, not even for a type.",
      severity: "error",
      from: { path: "^packages/statewright/src/client[.]ts$" },
      to: {
        path: "^packages/(store|runtime/src/(?!client/))|(^|/)node_modules/(effect|xstate|better-sqlite3|kysely)/",
        reachable: true,
      },
    },
    {
      name: "no-cycles",
      comment: "A cycle is one idea in two files, or two ideas in each; recursion over a tree is neither.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { pathNot: dispatchers } },
    },
    {
      name: "no-relative-imports-across-packages",
      comment: "Another package is imported by its name.",
      severity: "error",
      from: { path: "^(codegen|packages/[^/]+|examples/[^/]+|test|scripts)/" },
      to: { path: "^(codegen|packages|examples)/", pathNot: "^$1/", dependencyTypes: ["local"] },
    },
    {
      name: "no-unresolved-imports",
      comment: "Another package is imported only through its exports; and what is imported exists.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "source-declares-what-it-imports",
      comment: "Published source imports only what its package.json lists under dependencies.",
      severity: "error",
      from: { path: "^(codegen|packages/[^/]+)/src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "source-does-not-import-tests",
      comment: "Tests read source, never the other way round.",
      severity: "error",
      from: { path: "^(codegen|packages/[^/]+)/src/" },
      to: { path: ["^(codegen|packages/[^/]+)/test/", "^test/"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "(^|/)(dist|fixtures)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
      extensions: [".ts", ".js", ".d.ts"],
    },
  },
}
