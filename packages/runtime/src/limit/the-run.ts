import type { WaitKey } from "@statewright/store"

/** Stands in line for a whole run. */
export const theRun: WaitKey = { frame: "", waitId: "" }

/** Whether it is a run that stands in line, and not one of its calls. */
export const isTheRun = ({ waitId }: WaitKey): boolean => waitId === theRun.waitId
