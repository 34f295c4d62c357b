import { isStatewrightError } from "@statewright/model"

/** Whether an error of the store will not pass while this engine leads: it must stop writing at once. */
export const isFinal = (error: unknown): boolean => isStatewrightError(error) && finals.has(error._tag)

const finals: ReadonlySet<string> = new Set(["StaleEpoch", "DatabaseReplaced", "StoreClosed"])
