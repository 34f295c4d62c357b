import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"

/** Gives all tests of a run one temporary folder, which goes when they have passed, and is named and kept otherwise. */
export const setup = async ({ vitest }: TestProject): Promise<() => Promise<void>> => {
  const before = process.env["TMPDIR"]
  const folder = await mkdtemp(join(tmpdir(), "statewright-tests-"))
  // Tests of another user's rights look into it.
  await chmod(folder, 0o755)
  process.env["TMPDIR"] = folder
  return async () => {
    if (before === undefined) delete process.env["TMPDIR"]
    else process.env["TMPDIR"] = before
    if (vitest.state.getCountOfFailedTests() === 0) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    else vitest.logger.log(`What the tests left behind is in ${folder}`)
  }
}
