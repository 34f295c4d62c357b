import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"

/**
 * Gives all tests of a run one temporary folder, which goes when they have passed, and is named and kept otherwise. There,
 * the thousands of processes that tests start find what Node has compiled of their modules, which halves their start.
 */
export const setup = async ({ vitest }: TestProject): Promise<() => Promise<void>> => {
  const { TMPDIR, NODE_COMPILE_CACHE } = process.env
  const folder = await mkdtemp(join(tmpdir(), "statewright-tests-"))
  // Tests of another user's rights look into it.
  await chmod(folder, 0o755)
  Object.assign(process.env, { TMPDIR: folder, NODE_COMPILE_CACHE: join(folder, "compiled") })
  return async () => {
    put("TMPDIR", TMPDIR)
    put("NODE_COMPILE_CACHE", NODE_COMPILE_CACHE)
    if (vitest.state.getCountOfFailedTests() === 0) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    else vitest.logger.log(`What the tests left behind is in ${folder}`)
  }
}

const put = (name: string, value: string | undefined): void => {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
