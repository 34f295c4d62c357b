import { ts } from "../1-read/syntax.ts"

/** A statement that only declares a type. */
export type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration

export const isTypeDeclaration = (node: ts.Node): node is TypeDeclaration =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
