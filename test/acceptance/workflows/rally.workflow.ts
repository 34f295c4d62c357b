import { parallel, step, workflow } from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

export const drive = step("drive", {
  input: z.object({ team: z.string(), stage: z.number().int() }),
  output: z.number(),
  run: async ({ team, stage }, context) => {
    await world.enter("drive", context)
    return team.length * 10 + stage
  },
})

export const weather = step("weather", {
  input: z.string(),
  output: z.string(),
  run: async (place, context) => {
    await world.enter("weather", context)
    return `${place}: rain`
  },
})

/** Drives one stage after the other. */
export const driveAll = async (team: string, stages: number): Promise<number[]> => {
  if (stages === 0) return []
  const before = await driveAll(team, stages - 1)
  return [...before, await drive({ team, stage: stages })]
}

/** Teams drive side by side, each at its own pace, while the weather is asked for. */
export const rally = workflow(
  "rally",
  { input: z.object({ teams: z.array(z.string()), stages: z.number().int() }), output: z.unknown() },
  async ({ teams, stages }) => {
    const forecast = weather("start")
    const best = new Map<string, number>()
    let driven = 0
    const race = async (team: string): Promise<number> => {
      const times = await driveAll(team, stages)
      driven += times.length
      best.set(team, Math.min(...times))
      return times.length
    }
    const counts = await Promise.all(teams.map(race))
    const [again, settled] = await parallel([race("last"), Promise.allSettled([forecast, weather("finish")])])
    return { best: Object.fromEntries(best), counts, driven, again, settled, forecast: await forecast }
  },
)

/** The first answer counts; nobody waits for the others. */
export const quickest = workflow("quickest", { input: z.array(z.string()), output: z.string() }, async (places) =>
  Promise.race(places.map((place) => weather(place))),
)
