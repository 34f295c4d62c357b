import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** A folder with a project of these files; gone when it is disposed. */
export interface ProjectFolder extends Disposable {
  readonly root: string
  readonly write: (path: string, text: string) => void
}

/** Makes a project below `folder`, which can import `statewright` and `zod`. */
export const projectFolder = (folder: string, files: Readonly<Record<string, string>>): ProjectFolder => {
  const root = realpathSync(mkdtempSync(join(folder, "project-")))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(root, "node_modules"))
  for (const [path, text] of Object.entries({ ...settings, ...files })) write(path, text)
  return { root, write, [Symbol.dispose]: () => rmSync(root, { recursive: true }) }
}

const settings = {
  "package.json": '{ "name": "app", "type": "module" }',
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "es2024",
      module: "nodenext",
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      skipLibCheck: true,
      types: ["node"],
    },
  }),
  "statewright.config.ts": 'export default { workflows: ["src/**/*.workflow.ts"], outDir: "src/generated" }\n',
}
