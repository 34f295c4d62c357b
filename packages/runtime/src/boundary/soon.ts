/** What a promise came to. */
export type Settled = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown }

/** So often others get their turn before a promise is taken for one that takes its time. */
const turns = 16

/** What a promise comes to if it needs nothing but its turn; `undefined` if it waits for something. */
export const soon = async (promise: Promise<unknown>): Promise<Settled | undefined> => {
  const noted: Noted = {}
  void note(promise, noted)
  for (let turn = 0; turn < turns && noted.settled === undefined; turn++) await Promise.resolve()
  return noted.settled
}

/** Where it stands what a promise came to, once it is settled. */
export interface Noted {
  settled?: Settled
}

/** Notes what a promise comes to; never rejects. */
export const note = async (promise: Promise<unknown>, noted: Noted): Promise<void> => {
  noted.settled = await settledOf(promise)
}

const settledOf = (promise: Promise<unknown>): Promise<Settled> =>
  promise.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, error }),
  )

/** The value, or throws the error. */
export const valueOf = (settled: Settled): unknown => {
  if (settled.ok) return settled.value
  throw settled.error
}
