import { checkSize, specOf } from "@statewright/workflow"
import type { HandleCommand } from "./command.ts"

/**
 * What `pool(options)` becomes.
 *
 * @example
 * return pool({ maxParallelism: 3 })
 */
export const pool = (options?: object): HandleCommand => ({
  kind: "handle",
  of: "pool",
  spec: specOf("pool", options, { total: 0 }),
})

/**
 * What `barrier(size)` becomes.
 *
 * @example
 * return barrier(3)
 */
export const barrier = (size: number): HandleCommand => {
  checkSize(size)
  return { kind: "handle", of: "barrier", size }
}
