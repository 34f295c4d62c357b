import { mkdtemp, rm } from "node:fs/promises"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { blocks } from "./blocks.ts"
import { childRuns, crowds, sideBySide } from "./crowds.ts"
import { deadDependency } from "./dead-dependency.ts"
import { fanOuts } from "./fan-outs.ts"
import { longRuns } from "./long-runs.ts"
import { parkedRuns } from "./parked-runs.ts"
import { pureAdvance } from "./pure-advance.ts"
import { resumes } from "./resume.ts"
import { shortRuns } from "./short-runs.ts"
import { table } from "./table.ts"

// `pnpm bench codegen` is about the compiler alone.
if (process.argv[2] === "codegen") {
  await import("./codegen/main.ts")
  process.exit()
}

// `pnpm bench`: ratios within one run on one machine; it asserts nothing. The last line is the same as JSON.
const folder = await mkdtemp(join(tmpdir(), "statewright-bench-"))
const print = (text: string): boolean => process.stdout.write(text)

const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model, folder }
print(`Node ${machine.node}, ${machine.cpus} x ${machine.model}, databases in ${folder}\n\n`)

const advanced = await pureAdvance()
print(
  table("Moving a frame in memory", [
    ["workflow", "us per step"],
    ...advanced.map(({ workflow, microsecondsPerStep }) => [workflow, microsecondsPerStep]),
  ]),
)

const short = await shortRuns(folder)
print(
  table("Runs of 10 steps, beside raw commits of one row (WAL, synchronous = FULL)", [
    ["", "per second", "over raw commits"],
    ["raw commits", short.rawCommitsPerSecond, 1],
    ...[short.oneClient, short.manyClients].map(({ clients, stepsPerSecond, overRawCommits }) => [
      `steps, ${clients} client${clients === 1 ? "" : "s"}`,
      stepsPerSecond,
      overRawCommits,
    ]),
    ["latency of a run over ten raw commits (p50)", undefined, short.latencyOverTenRawCommits],
  ]),
)

const long = await longRuns(folder)
print(
  table("One run that keeps every output in an array", [
    ["steps", "ms", "us per step", "bytes per step", "time over a tenth of the steps"],
    ...long.map((run) => [run.steps, run.milliseconds, run.microsecondsPerStep, run.bytesPerStep, run.growth]),
  ]),
)

const fanned = await fanOuts(folder)
print(
  table("One run that works through items, a hundred at a time", [
    ["items", "ms", "items per second", "over raw commits", "time over a tenth of the items"],
    ...fanned.map((each) => [each.items, each.milliseconds, each.itemsPerSecond, each.overRawCommits, each.growth]),
  ]),
)

const wide = await blocks(folder)
print(
  table("One run that begins all its steps at once", [
    ["steps", "ms", "us per step"],
    ...wide.map(({ steps, milliseconds, microsecondsPerStep }) => [steps, milliseconds, microsecondsPerStep]),
  ]),
)

const each = await crowds(folder)
print(
  table("One forEach", [
    ["mode", "items", "ms", "time over a tenth of the items"],
    ...each.map(({ mode, items, milliseconds, growth }) => [mode, items, milliseconds, growth]),
  ]),
)

const beside = await sideBySide(folder)
print(
  table("The same steps one after the other, and side by side", [
    ["steps", "ms in turn", "ms side by side", "side by side over in turn"],
    ...beside.map(({ steps, inTurn, together, ratio }) => [steps, inTurn, together, ratio]),
  ]),
)

const families = await childRuns(folder)
print(
  table("Sub-workflows of one step each, a hundred at once", [
    ["runs", "per second"],
    [families.runs, families.runsPerSecond],
  ]),
)

const dead = await deadDependency(folder)
print(
  table("Calls of a dependency that takes 2 s to fail", [
    ["calls", "ms (p50) without a breaker", "with one", "with over without", "share that reaches it"],
    [dead.calls, dead.without, dead.withBreaker, dead.ratio, dead.reached],
  ]),
)

const parked = await parkedRuns(folder)
print(
  table("Runs that rest as soon as they have begun", [
    ["rest", "runs", "per second", "heap bytes per run", "ms to start an engine on them"],
    ...parked.map(({ rest, runs, runsPerSecond, heapBytesPerRun, startMilliseconds }) => [
      rest,
      runs,
      runsPerSecond,
      heapBytesPerRun,
      startMilliseconds,
    ]),
  ]),
)

const resumed = await resumes(folder)
print(
  table("Going on after SIGKILL, from the start of the process to its first step", [
    ["app", "workflow", "finished steps", "ms", "over the shortest"],
    ...resumed.map(({ app, workflow, finishedSteps, milliseconds, overShortest }) => [
      app,
      workflow,
      finishedSteps,
      milliseconds,
      overShortest,
    ]),
  ]),
)

await rm(folder, { recursive: true })
print(
  `${JSON.stringify({ machine, advanced, short, long, fanned, wide, each, beside, families, dead, parked, resumed })}\n`,
)
