import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { ts } from "../src/1-read/syntax.ts"

/** What a fixture shows that codegen compiles without a word. */
export interface Construct {
  readonly title: string
  /** Its file, from the root of the repository. */
  readonly source: string
  readonly workflows: readonly Snippet[]
}

/** A workflow of a fixture. */
interface Snippet {
  /** What the author says of it; may be empty. */
  readonly sentence: string
  readonly code: string
}

/** Reads the fixtures that codegen does not refuse, sorted by title: that of `title.txt`, or the folder's name. */
export const readConstructs = (fixtures: string): Construct[] =>
  readdirSync(fixtures, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(refused|warned)-/.test(entry.name))
    .filter(({ name }) => existsSync(join(fixtures, name, "input.workflow.ts")))
    .map(({ name }) => ({
      title: titleOf(join(fixtures, name), name),
      source: `codegen/fixtures/${name}/input.workflow.ts`,
      workflows: snippetsOf(readFileSync(join(fixtures, name, "input.workflow.ts"), "utf8")),
    }))
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))

const titleOf = (folder: string, name: string): string => {
  const file = join(folder, "title.txt")
  if (existsSync(file)) return readFileSync(file, "utf8").trim()
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ")
}

const snippetsOf = (text: string): Snippet[] => {
  const sourceFile = ts.createSourceFile("input.workflow.ts", text, ts.ScriptTarget.Latest, true)
  return sourceFile.statements.filter(isWorkflow).map((statement) => ({
    sentence: ts
      .getJSDocCommentsAndTags(statement)
      .filter(ts.isJSDoc)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "")
      .join(" "),
    code: statement.getText(sourceFile),
  }))
}

const isWorkflow = (statement: ts.Statement): boolean =>
  ts.isVariableStatement(statement) &&
  statement.declarationList.declarations.some(
    ({ initializer }) =>
      initializer !== undefined &&
      ts.isCallExpression(initializer) &&
      ts.isIdentifier(initializer.expression) &&
      initializer.expression.text === "workflow",
  )
