import { importList, type Import } from "../src/1-read/import-list.ts"
import { type Project, readProject } from "../src/1-read/read-project.ts"
import { ts } from "../src/1-read/syntax.ts"
import { copyList } from "../src/3-lower/copy-list.ts"
import { sharedSources, temporaryProject } from "./temporary-project.ts"

/** Reads a project whose one workflow file has this text, beside other files. */
export const readInline = (text: string, others: Readonly<Record<string, string>> = {}): Project =>
  readProject({
    root: temporaryProject({ "src/a.workflow.ts": text, ...others }),
    workflows: ["src/*.workflow.ts"],
    outDir: "src/generated",
    sources: sharedSources,
  })

/** Every node of the workflow file for which `pick` answers, by what it answers. */
export const nodesOf = <Found>({ files }: Project, pick: (node: ts.Node) => Found | undefined): Found[] => {
  const found: Found[] = []
  const visit = (node: ts.Node): void => {
    const picked = pick(node)
    if (picked !== undefined) found.push(picked)
    ts.forEachChild(node, visit)
  }
  for (const { sourceFile } of files) visit(sourceFile)
  return found
}

/** The declarations of variables by name. */
export const variablesOf = (project: Project): Map<string, ts.VariableDeclaration | ts.BindingElement> =>
  new Map(
    nodesOf(project, (node) =>
      (ts.isVariableDeclaration(node) || ts.isBindingElement(node)) && ts.isIdentifier(node.name)
        ? ([node.name.text, node] as const)
        : undefined,
    ),
  )

/** A list and a context for the machine file of the one workflow file. */
export const namingOf = ({ files, checker, tsconfig, typecheck }: Project) => {
  const [file] = files
  if (file === undefined) throw new Error("invariant: there is one file")
  const imports = importList(file.sourceFile)
  const base = {
    checker,
    options: tsconfig.options,
    sourceFile: file.sourceFile,
    output: file.machineFile,
    typecheck,
  }
  return {
    imports,
    context: { ...base, copies: copyList(base, imports) },
    imported: (): string[] =>
      imports.all().map(({ imported, local, specifier }: Import) => `${imported} as ${local} from ${specifier}`),
  }
}
