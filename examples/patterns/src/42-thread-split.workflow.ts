import { workflow } from "statewright"
import { z } from "zod"
import { pack, tell } from "./shop.ts"

/** One branch becomes as many threads as are asked for, all on the same way. */
export const threadSplit = workflow(
  "threadSplit",
  { input: z.number().int(), output: z.array(z.string()) },
  async (threads) => {
    const thread = async (box: number): Promise<string> => await tell(await pack(`box ${box}`))
    const boxes = Array.from({ length: threads }, (_, box) => box)
    return await Promise.all(boxes.map((box) => thread(box)))
  },
)
