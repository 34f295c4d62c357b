import { join } from "node:path"
import { createEngine } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"
import { median } from "./statistics.ts"
import { timed } from "./stopwatch.ts"

/** What one run costs that begins so many steps at once. */
export interface Block {
  readonly steps: number
  readonly milliseconds: number
  readonly microsecondsPerStep: number
}

/** Blocks of growing width; each time is a median. */
export const blocks = async (folder: string): Promise<Block[]> => {
  await using engine = await createEngine({ database: join(folder, "blocks.db"), workflows })
  const found: Block[] = []
  for (const steps of [10, 100, 1_000]) {
    const times: number[] = []
    for (let round = 0; round < 7; round++) {
      times.push(await timed(async () => (await engine.workflows.block.start({ count: steps })).result()))
    }
    const milliseconds = median(times)
    found.push({ steps, milliseconds, microsecondsPerStep: (milliseconds * 1000) / steps })
  }
  return found
}
