import { advance, begin } from "@statewright/runtime/advance"
import { addUpProgram, gatherProgram } from "./generated/sums.machine.ts"
import { timed } from "./stopwatch.ts"

/** What moving a frame costs, with nothing around it. */
export interface PureAdvance {
  readonly workflow: string
  readonly microsecondsPerStep: number
}

const count = 20_000

/** Moves each workflow through many steps in memory; the second time counts. */
export const pureAdvance = async (): Promise<PureAdvance[]> => {
  const found: PureAdvance[] = []
  for (const program of [addUpProgram, gatherProgram]) {
    const run = (): void => {
      let moved = begin(program, { count }, { now: 0 })
      for (;;) {
        const [command] = moved.commands
        if (command?.kind !== "start-step") return
        const next = advance(program, moved.frame, { wait: command.wait, outcome: { ok: true, value: 1 }, now: 0 })
        if (next === undefined) throw new Error(`${command.wait} is not open.`)
        moved = next
      }
    }
    await timed(run)
    const { name } = program.workflow.definition
    found.push({ workflow: name, microsecondsPerStep: ((await timed(run)) * 1000) / count })
  }
  return found
}
