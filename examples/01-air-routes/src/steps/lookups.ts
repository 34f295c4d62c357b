import { failure, step } from "statewright"
import { z } from "zod"
import { Clock, Home } from "../place.ts"
import { ask, ServiceError } from "./ask.ts"

/** The service knows no home for these airports, and none near them. */
export class UnknownAirports extends failure("UnknownAirports", z.object({ codes: z.array(z.string()) })) {}

/** The service is slow and moody: each attempt gets 800 ms, each question five attempts. */
const patience = {
  timeout: "800 milliseconds",
  retry: {
    strategy: "exponential",
    initialDelay: "100 milliseconds",
    maxDelay: "1 second",
    maxAttempts: 5,
    jitter: "full",
  },
} as const

const Session = z.object({ session: z.url() })
const Batch = Session.extend({ codes: z.array(z.string()) })
const Regions = z.object({ known: z.array(Home), unknown: z.array(z.string()) })

/** Every question is asked within a session, which must be closed again. */
export const openSession = step("openSession", {
  input: z.object({ service: z.url() }),
  output: z.url(),
  ...patience,
  run: async ({ service }, context) => {
    const opened = z.object({ session: z.string() }).parse(await ask("POST", `${service}/sessions`, {}, context))
    return service + opened.session
  },
})

/** Asks for the state and region of a batch of airports. */
export const lookUpRegions = step("lookUpRegions", {
  input: Batch,
  output: Regions,
  ...patience,
  run: async ({ session, codes }, context) =>
    Regions.parse(await ask("POST", `${session}/regions`, { codes }, context)),
})
/** Asks for the time zone of a batch of airports. */
export const lookUpClocks = step("lookUpClocks", {
  input: Batch,
  output: z.array(Clock),
  ...patience,
  run: async ({ session, codes }, context) =>
    z.array(Clock).parse(await ask("POST", `${session}/clocks`, { codes }, context)),
})

/** Asks where the airport nearest to one without a state is at home. */
export const lookUpNearest = step("lookUpNearest", {
  input: Session.extend({ code: z.string() }),
  output: Home,
  errors: [UnknownAirports],
  timeout: patience.timeout,
  // Asking again would not make them known.
  retry: { ...patience.retry, unless: ["UnknownAirports"] },
  run: async ({ session, code }, context) => {
    try {
      return Home.parse(await ask("POST", `${session}/nearest`, { code }, context))
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) throw new UnknownAirports({ codes: [code] })
      throw error
    }
  },
})

/** Gives the session back. */
export const closeSession = step("closeSession", {
  input: Session,
  ...patience,
  run: async ({ session }, context) => {
    await ask("DELETE", session, {}, context)
  },
})
