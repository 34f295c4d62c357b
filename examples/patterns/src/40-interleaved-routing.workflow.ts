import { fork, mutex, workflow } from "statewright"
import { z } from "zod"
import { charge, pack, review } from "./shop.ts"

/** Several tasks, each once, one at a time, in whatever order they are ready. */
export const interleavedRouting = workflow(
  "interleavedRouting",
  { input: z.string(), output: z.record(z.string(), z.string()) },
  async (item) =>
    await fork({
      packed: async () => mutex("desk").run(() => pack(item)),
      paid: async () => mutex("desk").run(() => charge(1200)),
      seen: async () => mutex("desk").run(() => review("ann")),
    }),
)
