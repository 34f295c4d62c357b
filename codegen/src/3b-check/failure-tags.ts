import { authoringWord } from "../1-read/authoring-word.ts"
import { ts } from "../1-read/syntax.ts"

/** The tags of the errors that a step or a workflow declares; `undefined` when its type does not say. */
export const failureTagsOf = (callable: ts.Type, checker: ts.TypeChecker): readonly string[] | undefined => {
  const parts = callable.isIntersection() ? callable.types : [callable]
  const part = parts.find((each) => ["Step", "Workflow"].includes(authoringWord(each.getSymbol(), checker) ?? ""))
  const [, , failure] = part !== undefined && isReference(part) ? checker.getTypeArguments(part) : []
  if (failure === undefined) return undefined
  const instances = failure.isUnion() ? failure.types : [failure]
  // TypeScript's own order is the one in which it happened to see the types.
  return instances.flatMap((instance) => tagOf(instance, checker) ?? []).toSorted()
}

/** `SoldOut` of the error class that is made by `failure("SoldOut", ...)`. */
export const tagOf = (instance: ts.Type, checker: ts.TypeChecker): string | undefined => {
  const tag = instance.getProperty("_tag")
  const type = tag === undefined ? undefined : checker.getTypeOfSymbol(tag)
  return type?.isStringLiteral() === true ? type.value : undefined
}

const isReference = (type: ts.Type): type is ts.TypeReference =>
  (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0 // what the flag above says
