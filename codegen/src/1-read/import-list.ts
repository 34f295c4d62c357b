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
  /** Imports for code of any of the author's files: under the name that it has there, if nothing else has it; answers which. */
  readonly adopt: (wanted: Import, from: ts.SourceFile) => string
  /** Imports under the exported name or, where the author's file uses that one, a free name; answers which. For code of `from`, if that is another file. */
  readonly take: (wanted: Omit<Import, "local">, from?: ts.SourceFile) => string
  /** Answers a name that stands for nothing else in the file: the wanted one, or one with a number. */
  readonly free: (wanted: string) => string
  /** What was imported so far. */
  readonly all: () => readonly Import[]
}

/** An empty list for a file that is generated from `sourceFile`, whose names it leaves alone. */
export const importList = (sourceFile: ts.SourceFile): ImportList => {
  const used = new Set(namesIn(sourceFile))
  const imports = new Map<string, Import>()
  const add = (wanted: Import): void => {
    const key = `${wanted.specifier}\n${wanted.imported}\n${wanted.local}`
    imports.set(key, { ...wanted, typeOnly: wanted.typeOnly && (imports.get(key)?.typeOnly ?? true) })
  }
  const free = (wanted: string, avoided = nothing, own?: string): string => {
    let name = wanted
    for (let n = 2; used.has(name) || (name !== own && avoided.has(name)); n++) name = `${wanted}_${n}`
    used.add(name)
    return name
  }
  /** What is imported already, under a name that means nothing else in `there`. */
  const known = (wanted: Omit<Import, "local">, there: ReadonlySet<string>, own?: string): string | undefined =>
    [...imports.values()].find(
      ({ specifier, imported, local }) =>
        specifier === wanted.specifier && imported === wanted.imported && (local === own || !there.has(local)),
    )?.local
  return {
    keep: add,
    free: (wanted) => free(wanted),
    adopt: (wanted, from) => {
      if (from === sourceFile) {
        add(wanted)
        return wanted.local
      }
      const there = namesIn(from)
      const local = known(wanted, there, wanted.local) ?? free(wanted.local, there, wanted.local)
      add({ ...wanted, local })
      return local
    },
    take: (wanted, from = sourceFile) => {
      const there = from === sourceFile ? nothing : namesIn(from)
      const local = known(wanted, there) ?? free(wanted.imported, there)
      add({ ...wanted, local })
      return local
    },
    all: () => [...imports.values()],
  }
}

const nothing: ReadonlySet<string> = new Set()

const names = new WeakMap<ts.SourceFile, ReadonlySet<string>>()

const namesIn = (sourceFile: ts.SourceFile): ReadonlySet<string> => {
  const known = names.get(sourceFile) ?? new Set(declaredNames(sourceFile))
  names.set(sourceFile, known)
  return known
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
