import { setTimeout } from "node:timers/promises"
import { failure, forEach, mutex, parallel, sleep, step, waitForEvent, workflow } from "statewright"
import { z } from "zod"

/** Something cannot be mended. */
export class Broken extends failure("Broken", z.object({ part: z.string() })) {}

/** Something that cannot be mended, and of which nobody wants to know. */
export class Lost extends failure("Lost", z.object({ part: z.string() })) {}

/** Where a test sees what is mended, and says what comes of it. */
export const bench = {
  mended: [] as string[],
  act: async (part: string): Promise<string> => `${part} is whole`,
}

/** Mends a part. */
export const mend = step("mend", {
  input: z.string(),
  output: z.string(),
  errors: [Broken, Lost],
  deadLetter: { unless: ["Lost"] },
  run: async (part) => {
    bench.mended.push(part)
    return bench.act(part)
  },
})

/** Mends a part, with three attempts. */
export const mendPatiently = step("mendPatiently", {
  input: z.string(),
  output: z.string(),
  errors: [Broken],
  retry: { strategy: "fixed", initialDelay: "1 second", maxAttempts: 3 },
  idempotent: true,
  run: async (part) => {
    bench.mended.push(part)
    return bench.act(part)
  },
})

/** Says that something was tried; nobody needs it. */
export const mention = step("mention", {
  input: z.string(),
  deadLetter: false,
  run: async (what) => {
    bench.mended.push(what)
    await bench.act(what)
  },
})

const Parts = z.array(z.string())

/** One after the other. */
export const inTurn = workflow("inTurn", { input: Parts, output: Parts, errors: [Broken, Lost] }, async (parts) => {
  const whole: string[] = []
  for (const part of parts) whole.push(await mend(part))
  return whole
})

/** With three attempts at each. */
export const patiently = workflow(
  "patiently",
  { input: Parts, output: Parts, errors: [Broken, Lost] },
  async (parts) => {
    const whole: string[] = []
    for (const part of parts) whole.push(await mendPatiently(part))
    return whole
  },
)

/** Three at once, all of which are waited for. */
export const together = workflow(
  "together",
  { input: Parts, output: Parts, errors: [Broken, Lost] },
  async ([a = "", b = "", c = ""]) => {
    const before = await mend("before")
    return [before, ...(await parallel([mend(a), mend(b), mend(c)]))]
  },
)

/** Three at once; the first failure decides. */
export const atOnce = workflow("atOnce", { input: Parts, output: Parts, errors: [Broken, Lost] }, async (parts) =>
  Promise.all(parts.map((part) => mend(part))),
)

/** Each part in a branch of its own; the first failure decides. */
export const branches = workflow("branches", { input: Parts, output: Parts, errors: [Broken, Lost] }, async (parts) =>
  forEach(parts, { mode: "parallel", onError: "stop" }, async (part) => {
    if (part.startsWith("late")) await sleep("1 hour")
    return mend(part)
  }),
)

/** While a part is mended, the customer may call, and time goes by. */
export const meanwhile = workflow(
  "meanwhile",
  { input: z.string(), output: Parts, errors: [Broken, Lost] },
  async (part) => {
    const [whole, called] = await Promise.all([
      mend(part),
      waitForEvent("call", { schema: z.string(), timeout: "3 days", onTimeout: "nobody" }),
      sleep("2 days"),
    ])
    return [whole, called]
  },
)

/** What cannot be mended is thrown away. */
export const carefully = workflow("carefully", { input: z.string(), output: z.string() }, async (part) => {
  await mention("a mention")
  try {
    return await mend(part)
  } catch {
    return `${part} is thrown away`
  }
})

/** As a part of something larger. */
export const whole = workflow("whole", { input: Parts, output: z.string() }, async (parts) => {
  try {
    return (await inTurn(parts)).join(", ")
  } catch {
    return "not whole"
  }
})

/** Alone with the tools. */
export const alone = workflow(
  "alone",
  { input: z.string(), output: z.string(), errors: [Broken, Lost] },
  async (part) => mutex("tools", { scope: "global" }).run(async () => mend(part)),
)

/** Somebody is told if it fails. */
export const told = workflow(
  "told",
  {
    input: z.string(),
    output: z.string(),
    errors: [Broken, Lost],
    onFailure: (link) => [link(carefully, { input: ({ input }) => `what is left of ${input}` })],
  },
  async (part) => mend(part),
)

/** One at a time, and what fails at its end fails later than its step. */
export const afterwards = workflow(
  "afterwards",
  { input: z.string(), output: z.string(), errors: [Broken, Lost], concurrency: { limit: 1 } },
  async (part) => {
    try {
      return await mend(part)
    } finally {
      await mention("swept up")
    }
  },
)

/** One at a time. */
export const queued = workflow(
  "queued",
  { input: z.string(), output: z.string(), errors: [Broken, Lost], concurrency: { limit: 1 } },
  async (part) => mend(part),
)

/** One at a time, and found by what is mended. */
export const labelled = workflow(
  "labelled",
  {
    input: Parts,
    output: Parts,
    errors: [Broken, Lost],
    tags: (parts) => ({ first: parts[0] ?? "", parts: parts.length }),
    concurrency: { limit: 1 },
  },
  async (parts) => {
    const whole: string[] = []
    for (const part of parts) whole.push(await mend(part))
    return whole
  },
)

/** Not more than three. */
export const few = workflow("few", { input: Parts, output: z.string(), errors: [Broken, Lost] }, async (parts) => {
  if (parts.length > 3) throw new Broken({ part: "too many" })
  return mend(parts[0] ?? "")
})

const Known = z.array(z.string().regex(/^part /)).refine(async () => setTimeout(5, true))

/** Mends what has a name, and finds that out in its own time. */
export const named = workflow(
  "named",
  {
    input: Known,
    output: z.string(),
    errors: [Broken, Lost],
    tags: (parts) => ({ parts: parts.length / parts.length }),
  },
  async (parts) => mend(parts[0] ?? ""),
)

/** All at once, and whatever comes of it, the broom is mended, and after many parts somebody sleeps. */
export const swept = workflow("swept", { input: Parts, output: Parts, errors: [Broken, Lost] }, async (parts) => {
  try {
    return await Promise.all(parts.map((part) => mend(part)))
  } finally {
    await mend("broom")
    if (parts.length > 2) await sleep("1 hour")
  }
})

const hour = async (): Promise<string> => {
  await sleep("1 hour")
  throw new Broken({ part: "time" })
}

/** Within an hour. */
export const hurried = workflow(
  "hurried",
  { input: z.string(), output: z.string(), errors: [Broken, Lost] },
  async (part) => Promise.race([mend(part), hour()]),
)

/** Whatever becomes of a part, somebody fetches it. */
export const fetched = workflow(
  "fetched",
  { input: z.string(), output: z.string(), errors: [Broken, Lost] },
  async (part) => {
    try {
      return await mend(part)
    } finally {
      await waitForEvent("fetch", { schema: z.string(), timeout: "3 days" })
    }
  },
)
