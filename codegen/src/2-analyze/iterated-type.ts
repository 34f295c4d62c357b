import type { ts } from "../1-read/syntax.ts"

/** The type of what iterating a value gives, as far as its type says so. */
export const iteratedType = (type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined => {
  const iterate = checker
    .getApparentType(type)
    .getProperties()
    .find(({ escapedName }) => String(escapedName).startsWith("__@iterator"))
  const next = iterate && resultOf(checker.getTypeOfSymbol(iterate))?.getProperty("next")
  const result = next && resultOf(checker.getTypeOfSymbol(next))
  const steps = (result?.isUnion() === true ? result.types : [result]).filter((step) => step !== undefined)
  const [value, ...others] = steps.flatMap((step) => {
    const done = step.getProperty("done")
    // What a generator returns is not iterated.
    if (done !== undefined && checker.typeToString(checker.getTypeOfSymbol(done)) === "true") return []
    const given = step.getProperty("value")
    return given === undefined ? [] : [checker.getTypeOfSymbol(given)]
  })
  return others.length === 0 ? value : undefined
}

const resultOf = (type: ts.Type): ts.Type | undefined => type.getCallSignatures()[0]?.getReturnType()
