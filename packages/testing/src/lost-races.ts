/** What is told when somebody stops waiting for a promise that is not settled. */
type Lost = () => void

const lost = new WeakMap<Promise<unknown>, Lost>()
const methods = ["race", "any", "all"] as const
let inUse = 0
let restore = (): void => {}

/** Tells when a promise has lost a race: in a frame it is seen at once that nobody can ask for it any more. */
export const whenLost = (promise: Promise<unknown>, tell: Lost): void => void lost.set(promise, tell)

/** Runs code whose joins tell such promises that they have lost; joins of other promises are left as they are. */
export const watchingRaces = async <Result>(code: () => Promise<Result>): Promise<Result> => {
  if (inUse++ === 0) restore = install()
  try {
    return await code()
  } finally {
    if (--inUse === 0) restore()
  }
}

const install = (): (() => void) => {
  const undo = methods.map((method) => {
    const before = Object.getOwnPropertyDescriptor(Promise, method)
    const original = Promise[method] as (this: unknown, list: Iterable<unknown>) => Promise<unknown> // what they have in common
    const replaced = function (this: unknown, list: Iterable<unknown>): Promise<unknown> {
      const joined = original.call(this, list)
      const tells = Array.isArray(list) ? list.flatMap((each) => (isObject(each) && lost.get(each)) || []) : []
      const settled = (): void => tells.forEach((tell) => tell())
      if (tells.length > 0) joined.then(settled, settled)
      return joined
    }
    Object.defineProperty(Promise, method, { ...before, value: replaced })
    return () => {
      if (Promise[method] === replaced && before !== undefined) Object.defineProperty(Promise, method, before)
    }
  })
  return () => undo.forEach((undoOne) => undoOne())
}

const isObject = (value: unknown): value is Promise<unknown> => typeof value === "object" && value !== null
