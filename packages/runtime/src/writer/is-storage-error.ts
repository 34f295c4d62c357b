import { isStatewrightError } from "@statewright/model"

/** Whether the database itself could not be read or written. */
export const isStorageError = (error: unknown): boolean => isStatewrightError(error) && error.code.startsWith("STORE-")
