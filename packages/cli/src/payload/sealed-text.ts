import { PayloadSealed } from "@statewright/model"

/** What stands for a value that is sealed, on one line; undefined for any other value. */
export const sealedText = (value: unknown): string | undefined => {
  if (!(value instanceof PayloadSealed)) return undefined
  return value.why === "no-key" ? value.shown.replace(/\)$/, ": give STATEWRIGHT_KEYS)") : value.shown
}
