import { dirname, relative } from "node:path"

import { ts } from "./syntax.ts"
import { posix } from "./workflow-files.ts"

/** What `from` writes to import the module `to`, both absolute: as the project's module settings want it. */
export const moduleSpecifier = (from: string, to: string, options: ts.CompilerOptions): string =>
  relativePath(
    from,
    to.replace(/\.([mc]?)tsx?$/, (_, kind: string) => importExtension(to, kind, options)),
  )

/** A relative specifier of the file `from`, as the file `to` has to write it; others stay. */
export const rebasedSpecifier = (specifier: string, from: string, to: string): string =>
  specifier.startsWith(".") ? relativePath(to, posix(`${dirname(from)}/${specifier}`)) : specifier

const importExtension = (file: string, kind: string, options: ts.CompilerOptions): string => {
  if (options.allowImportingTsExtensions === true || options.rewriteRelativeImportExtensions === true) {
    return /\.[mc]?tsx?$/.exec(file)?.[0] ?? ""
  }
  return wantsExtensions(options) ? `.${kind}js` : ""
}

/** Node's own resolution wants an extension; a bundler's does not. */
const wantsExtensions = ({ module, moduleResolution }: ts.CompilerOptions): boolean => {
  if (moduleResolution !== undefined) {
    return moduleResolution === ts.ModuleResolutionKind.Node16 || moduleResolution === ts.ModuleResolutionKind.NodeNext
  }
  return module !== undefined && module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext
}

const relativePath = (from: string, to: string): string => {
  const path = posix(relative(dirname(from), to))
  return path.startsWith(".") ? path : `./${path}`
}
