import type { Reporter, TestModule, TestSuite } from "vitest/node"

/** Ends a vitest run with one plain line, `412 passed, 0 failed`, that people and CI read. */
export const closingLine = (): Reporter => ({
  onTestRunEnd(modules, unhandled) {
    const line = summary(modules, unhandled.length)
    // At exit, so that it comes after whatever the other reporters still print.
    process.once("exit", () => process.stdout.write(`${line}\n`))
  },
})

const summary = (modules: readonly TestModule[], unhandled: number): string => {
  const states = modules.flatMap((module) => [...module.children.allTests()]).map((test) => test.result().state)
  const count = (...wanted: readonly string[]) => states.filter((state) => wanted.includes(state)).length
  const failed = count("failed") + modules.flatMap(broken).length + unhandled
  const skipped = count("skipped", "pending")
  return `${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`
}

/** Files that could not be loaded and suites whose hooks failed: no test of theirs says so. */
const broken = (module: TestModule): readonly (TestModule | TestSuite)[] =>
  [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0)
