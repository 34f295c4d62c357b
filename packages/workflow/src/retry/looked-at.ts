/** What stands under a name in whatever was thrown; `undefined` where that cannot be looked at, as a getter may throw. */
export const lookedAt = (value: unknown, name: string): unknown => {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined
  try {
    return Reflect.get(value, name)
  } catch {
    return undefined
  }
}
