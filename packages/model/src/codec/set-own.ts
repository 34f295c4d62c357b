/** Gives `target` an own property, whatever its name: plain assignment of `__proto__` would change the prototype. */
export const setOwn = (target: object, key: string, value: unknown): void => {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  } else {
    Reflect.set(target, key, value)
  }
}

/** Takes every own property away. */
export const clearOwn = (target: object): void => {
  for (const key of Reflect.ownKeys(target)) Reflect.deleteProperty(target, key)
}
