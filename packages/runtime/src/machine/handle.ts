import type { HandleCommand } from "./command.ts"

/**
 * What `pool(options)` becomes.
 *
 * @example
 * return pool({ maxParallelism: 3 })
 */
export const pool = (options?: unknown): HandleCommand => ({ kind: "handle", of: "pool", options })

/**
 * What `barrier(size)` becomes.
 *
 * @example
 * return barrier(3)
 */
export const barrier = (size: number): HandleCommand => ({ kind: "handle", of: "barrier", size })
