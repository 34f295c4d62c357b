import ts from "typescript"
import { constructs } from "./construct-list.ts"

/** The constructs of a program, by their names in the table of what is compiled. */
export const constructsOf = (program: string): ReadonlySet<string> => {
  const sourceFile = ts.createSourceFile("program.ts", `const program = ${program}`, ts.ScriptTarget.Latest, true)
  const found = new Set<string>()
  const visit = (node: ts.Node): void => {
    for (const [name, test] of constructs) if (!found.has(name) && test(node)) found.add(name)
    ts.forEachChild(node, visit)
  }
  visit(sourceFile)
  return found
}
