import { isStatewrightError } from "@statewright/model"

/** Whether another engine has taken the lead: this one must stop writing at once. */
export const isStaleEpoch = (error: unknown): boolean => isStatewrightError(error) && error._tag === "StaleEpoch"
