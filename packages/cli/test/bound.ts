/** Starting a process is slow on a busy machine. No test asserts by time; this only bounds a hang. */
export const bound = { timeout: 240_000 }
