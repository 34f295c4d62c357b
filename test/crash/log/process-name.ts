/** The environment variable that names a worker: ids of processes come back. */
export const nameVariable = "STATEWRIGHT_TEST_PROCESS"

/** The name of this process. */
export const processName = (): string => process.env[nameVariable] ?? "here"
