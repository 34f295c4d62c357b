import { defineConfig } from "vitest/config"

import { closingLine } from "./scripts/closing-line.ts"

export default defineConfig({
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "codegen/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "**/fixtures/**"],
    // Real processes: better-sqlite3 is native, and crash tests kill their children.
    pool: "forks",
    maxWorkers: 2,
    globalSetup: "./scripts/temporary-folder.ts",
    // No test asserts by time; these only bound a hang on a slow, busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A function that begins a step and leaves it behind rejects unheard, as plain JavaScript; differential tests let it.
    onUnhandledError: ({ message }) => !/^step ".*" failed$/.test(message),
    reporters: ["default", closingLine()],
  },
})
