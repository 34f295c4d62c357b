import { setTimeout } from "node:timers/promises"
import type { WorkerProcess } from "../worker/worker-process.ts"
import { takeOverAfter } from "./crew.ts"
import type { Crew } from "./crew.ts"
import type { Dice } from "./dice.ts"

/** What was done to whom, so often. */
export type Deeds = Readonly<Record<Deed, number>>

type Deed = "killed" | "killed the leader" | "froze" | "asked to stop" | "thawed"

/** Does harm to a crew at random. */
export interface Nemesis {
  /** One deed, after a while. */
  readonly strike: () => Promise<void>
  readonly deeds: Deeds
}

export const makeNemesis = (crew: Crew, dice: Dice): Nemesis => {
  const deeds: Record<Deed, number> = { killed: 0, "killed the leader": 0, froze: 0, thawed: 0, "asked to stop": 0 }
  const frozen = new Set<WorkerProcess>()

  const thaw = async (worker: WorkerProcess): Promise<void> => {
    if (frozen.has(worker)) return
    frozen.add(worker)
    // Sometimes too short for anybody to notice.
    await setTimeout(takeOverAfter * dice.number(1, 3) * 0.7)
    frozen.delete(worker)
    if (worker.lives()) deeds.thawed++
    worker.kill("SIGCONT")
  }

  const strike = async (): Promise<void> => {
    await setTimeout(dice.number(200, 2_000))
    // On a busy machine nobody would ever come to lead; sometimes one that has just begun is struck.
    if (!dice.chance(0.2)) await crew.led()
    // Those that froze themselves at a named place.
    for (const worker of crew.present()) if (worker.hasSaid("SIGSTOP")) void thaw(worker)
    const victims = crew.present()
    const [first, ...others] = victims
    if (first === undefined) return
    const leader = crew.leader() ?? first
    switch (dice.of(["leader", "leader", "leader", "anyone", "freeze", "freeze", "stop"])) {
      case "leader":
        deeds["killed the leader"]++
        leader.kill()
        break
      case "anyone":
        deeds.killed++
        dice.of([first, ...others]).kill()
        break
      case "freeze":
        deeds.froze++
        leader.kill("SIGSTOP")
        void thaw(leader)
        break
      case "stop":
        deeds["asked to stop"]++
        leader.kill("SIGTERM")
        break
    }
  }

  return { strike, deeds }
}
