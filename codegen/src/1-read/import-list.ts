import { ts } from "./syntax.ts"

/** One imported name of a generated file. */
export interface Import {
  readonly specifier: string
  /** The exported name; `default`, or `*` for the whole module. */
  readonly imported: string
  readonly local: string
  readonly typeOnly: boolean
}

/** Collects what one generated file imports. */
export interface ImportList {
  /** Imports under exactly this local name: for code that is copied verbatim. */
  readonly keep: (wanted: Import) => void
  /** Imports under the exported name or, where the author's file uses that one, a free name; answers which. */
  readonly take: (wanted: Omit<Import, "local">) => string
  /** Answers a name that stands for nothing else in the file: the wanted one, or one with a number. */
  readonly free: (wanted: string) => string
  /** What was imported so far. */
  readonly all: () => readonly Import[]
}

/** An empty list for a file that is generated from `sourceFile`, whose names it leaves alone. */
export const importList = (sourceFile: ts.SourceFile): ImportList => {
  const used = new Set(declaredNames(sourceFile))
  const imports = new Map<string, Import>()
  const add = (wanted: Import): void => {
    const key = `${wanted.specifier}\n${wanted.imported}\n${wanted.local}`
    imports.set(key, { ...wanted, typeOnly: wanted.typeOnly && (imports.get(key)?.typeOnly ?? true) })
  }
  const free = (wanted: string): string => {
    let name = wanted
    for (let n = 2; used.has(name); n++) name = `${wanted}_${n}`
    used.add(name)
    return name
  }
  return {
    keep: add,
    free,
    take: (wanted) => {
      const known = [...imports.values()].find(
        ({ specifier, imported }) => specifier === wanted.specifier && imported === wanted.imported,
      )
      const local = known?.local ?? free(wanted.imported)
      add({ ...wanted, local })
      return local
    },
    all: () => [...imports.values()],
  }
}

/** Every name that a file declares, at any depth, and every global that it uses. */
const declaredNames = (sourceFile: ts.SourceFile): string[] => {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isMemberName(node)) names.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(sourceFile)
  return names
}

const isMemberName = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
  (ts.isPropertySignature(node.parent) && node.parent.name === node)
