import { moduleSpecifier } from "../src/1-read/module-specifier.ts"
import { spanOf } from "../src/1-read/place-of.ts"
import type { WorkflowSource } from "../src/1-read/workflow-source.ts"
import type { CompileFile } from "../src/compiled-file.ts"
import { generatedHeader, generatedNote } from "../src/4-emit/generated-header.ts"

/** Stands in for analysis and lowering where a test is about files: every workflow returns at once. */
export const fakeCompileFile: CompileFile = (file, workflows, { tsconfig }) => ({
  file,
  map: `{ "generated": ${JSON.stringify(generatedNote(file.path))} }`,
  machine: [
    generatedHeader(file.path),
    'import { program, returned, setup, threw } from "statewright/machine"',
    `import { ${workflows.map(({ exportName }) => exportName).join(", ")} } from "${moduleSpecifier(file.machineFile, file.sourceFile.fileName, tsconfig.options)}"`,
    ...workflows.flatMap(printed),
    "",
  ].join("\n"),
  charts: workflows.map(({ name, exportName, body }) => ({
    format: 1,
    workflow: name,
    exportName,
    source: { file: file.path, hash: file.hash },
    version: "0",
    procedures: [{ name: "main", span: spanOf(body), locals: [], initial: "returned", states: [] }],
  })),
  uses: [],
  programs: workflows.map((workflow) => ({
    workflow,
    exportName: `${workflow.exportName}Program`,
    ids: [],
    edges: [],
  })),
  diagnostics: [],
})

const printed = ({ exportName }: WorkflowSource): string[] => [
  `const ${exportName}Main = setup<Record<never, never>>().createMachine({ id: "main", initial: "returned", states: { returned: returned(), threw: threw() } })`,
  `export const ${exportName}Program = program({ workflow: ${exportName}, version: "0", main: ${exportName}Main })`,
]
