import { createCompiler, lockOnDisk, writeFiles } from "@statewright/codegen"
import { median } from "../statistics.ts"
import { timed } from "../stopwatch.ts"
import { type ProjectFolder, projectFolder } from "./project-folder.ts"
import { longWorkflow, ordinaryWorkflow, sharedModule } from "./project-text.ts"

/** How long compilations take, in ms. */
export interface CompileTimes {
  readonly manyCold: number
  readonly longCold: number
  readonly editMedian: number
  readonly editWorst: number
}

const workflows = 200
const steps = 1000
const edits = 12

/** One workflow of many steps; many workflows; and the edit of one of these, again and again, as `--watch` compiles it. */
export const compileTimes = async (folder: string): Promise<CompileTimes> => {
  const longCold = await timeLong(folder)
  const names = Array.from({ length: workflows }, (_, number) => `src/part${number % 10}/order${number}.workflow.ts`)
  const texts = names.map((name, number) => [name, ordinaryWorkflow(number)] as const)
  using project = projectFolder(folder, { "src/shared.ts": sharedModule, ...Object.fromEntries(texts) })
  const build = compiling(project)
  const manyCold = await timed(() => build())
  const times: number[] = []
  for (let edit = 0; edit < edits; edit++) {
    const number = (edit * 7) % 5
    const name = names[number] ?? ""
    project.write(name, ordinaryWorkflow(number, edit + 3))
    times.push(await timed(() => build([`${project.root}/${name}`])))
  }
  // The first edits warm up.
  const warm = times.slice(3)
  return { manyCold, longCold, editMedian: median(warm), editWorst: Math.max(...warm) }
}

const timeLong = async (folder: string): Promise<number> => {
  using project = projectFolder(folder, { "src/long.workflow.ts": longWorkflow(steps) })
  return await timed(() => compiling(project)())
}

/** Compiles and writes, as the command does. */
const compiling = ({ root }: ProjectFolder) => {
  const compiler = createCompiler()
  const project = { root, workflows: ["src/**/*.workflow.ts"], outDir: "src/generated" }
  return (changed?: readonly string[]): void => {
    const result = compiler.compile({ ...project, lock: lockOnDisk(root) }, changed)
    const [problem] = result.diagnostics
    if (problem !== undefined) throw new Error(`${problem.file}: ${problem.message}`)
    writeFiles(project, result)
  }
}
