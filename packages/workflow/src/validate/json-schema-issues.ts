import type { StandardSchemaV1 } from "@standard-schema/spec"
import type { ErrorObject } from "ajv/dist/2020.js"

/** What Ajv has found, as Standard Schema tells it: with the way to the property that is meant, and each once. */
export const issuesOf = (errors: readonly ErrorObject[], value: unknown): readonly StandardSchemaV1.Issue[] => {
  const issues = errors.map((error) => ({ message: messageOf(error), path: pathOf(error, value) }))
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()]
}

/** A pointer does not tell the index of a list from a key that is a number. */
const pathOf = ({ instancePath, params }: ErrorObject, value: unknown): readonly PropertyKey[] => {
  const path: PropertyKey[] = []
  let at = value
  for (const part of instancePath.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~")
    path.push(Array.isArray(at) ? Number(key) : key)
    at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined
  }
  const meant: unknown =
    params["missingProperty"] ?? params["additionalProperty"] ?? params["unevaluatedProperty"] ?? params["propertyName"]
  return typeof meant === "string" ? [...path, meant] : path
}

const messageOf = ({ keyword, message = `fails \`${keyword}\``, params }: ErrorObject): string => {
  switch (keyword) {
    case "required":
      return "is required"
    case "additionalProperties":
    case "unevaluatedProperties":
      return "is not allowed"
    case "const":
      return `must be ${shown(params["allowedValue"])}`
    case "enum": {
      const allowed: unknown = params["allowedValues"]
      return Array.isArray(allowed) ? `must be one of ${allowed.map(shown).join(", ")}` : message
    }
    default:
      return message
  }
}

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value)
