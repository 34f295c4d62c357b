import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { failure, type FailureOf, NonRetryable, type OutputOf, type Step } from "@statewright/workflow"
import { describe, expect, expectTypeOf, it } from "vitest"
import { z } from "zod"
import { effectStep } from "../../src/effect/index.ts"
import { createEngine, createEngineWith } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { oneEffect } from "./one-effect.ts"

class Busy extends failure("Busy", z.object({ seconds: z.number() })) {}
class Declined extends failure("Declined", z.object({ code: z.string() })) {}

class Doubler extends Context.Service<Doubler, { readonly double: (n: number) => Effect.Effect<number, Busy> }>()(
  "test/Doubler",
) {}
const doubling = Layer.succeed(Doubler, { double: (n) => Effect.succeed(n * 2) })

/** What became of `job` with a number. */
const outcome = async (
  work: Step<number, unknown, unknown>,
  options: { readonly layer?: Layer.Layer<never, unknown> },
) => {
  await using engine = await createEngine({ database: await newDatabase(), workflows: oneEffect(work), ...options })
  return await (await engine.workflows.job.start(4)).result().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
}

describe("an effect step", () => {
  it("F06.6 answers what its effect comes to, with what the layer of the engine gives it", async () => {
    const double = effectStep("double", {
      output: z.number(),
      run: Effect.fn(function* (n: number, { idempotencyKey, attempt }) {
        expect(idempotencyKey).toMatch(/\/work#1$/u)
        expect(attempt).toBe(1)
        return yield* (yield* Doubler).double(n).pipe(Effect.orDie)
      }),
    })
    expectTypeOf<OutputOf<typeof double>>().toEqualTypeOf<number>()
    expectTypeOf<FailureOf<typeof double>>().toEqualTypeOf<never>()
    expect(await outcome(double, { layer: doubling })).toEqual({ value: 8 })
  })

  it("F06.6 fails with its typed failures, which are the errors of the step", async () => {
    const decline = effectStep("decline", {
      errors: [Declined, Busy],
      run: (n: number) => Effect.fail(new Declined({ code: `c${n}` })),
    })
    expectTypeOf(decline).toEqualTypeOf<Step<number, never, Declined | Busy>>()
    const { error } = (await outcome(decline, {})) as { readonly error?: unknown }
    expect(error).toBeInstanceOf(Declined)
    expect(error).toMatchObject({ _tag: "Declined", code: "c4" })

    effectStep("undeclared", {
      errors: [Declined],
      // @ts-expect-error `Busy` is not declared
      run: (n: number) => Effect.fail(new Busy({ seconds: n })),
    })
    effectStep("noErrors", {
      // @ts-expect-error nothing is declared
      run: (n: number) => Effect.fail(new Busy({ seconds: n })),
    })
    effectStep("final", { run: (_n: number) => Effect.fail(new NonRetryable("never")) })
    // @ts-expect-error the output does not fit
    effectStep("misfit", { output: z.string(), run: (n: number) => Effect.succeed(n) })
    // @ts-expect-error a promise is no effect
    effectStep("promise", { run: async (n: number) => n })
  })

  it("F06.2 F06.6 is tried again as its policy says", async () => {
    const time = virtualTime()
    const attempts: number[] = []
    const work = effectStep("work", {
      errors: [Busy],
      retry: { strategy: "fixed", initialDelay: "1 minute", maxAttempts: 3, on: ["Busy"] },
      run: (n: number, { attempt }) => {
        attempts.push(attempt)
        return attempt < 3 ? Effect.fail(new Busy({ seconds: 1 })) : Effect.succeed(n)
      },
    })
    const database = await newDatabase()
    await using engine = await createEngineWith(time.services, { database, workflows: oneEffect(work) })
    const run = await engine.workflows.job.start(4)
    await time.pass("1 minute")
    await time.pass("1 minute")
    expect(await run.result()).toBe(4)
    expect(attempts).toEqual([1, 2, 3])
  })

  it("F06.6 fails with the defects of its effect, and with what it requires and nobody gives", async () => {
    const defect = effectStep("defect", { run: (_n: number) => Effect.die(new RangeError("broken")) })
    expect(await outcome(defect, {})).toMatchObject({ error: { name: "RangeError", message: "broken" } })
    const thrown = effectStep("thrown", {
      run: (_n: number): Effect.Effect<number> => {
        throw new RangeError("before it began")
      },
    })
    expect(await outcome(thrown, {})).toMatchObject({ error: { message: "before it began" } })
    const alone = effectStep("alone", { run: (n: number) => Doubler.use(({ double }) => Effect.orDie(double(n))) })
    expect(await outcome(alone, {})).toMatchObject({
      error: {
        _tag: "ServiceMissing",
        code: "STEP-003",
        step: "alone",
        message: expect.stringContaining("test/Doubler"),
      },
    })
    await expect(alone(4)).rejects.toMatchObject({ _tag: "ServiceMissing" })
  })

  it("F06.14 is interrupted by its timeout, by a cancellation and by the end of its engine", async () => {
    const time = virtualTime()
    const ends: string[] = []
    let begun = Promise.withResolvers<void>()
    const work = effectStep("work", {
      timeout: "1 hour",
      run: (n: number) =>
        Effect.sync(() => begun.resolve()).pipe(
          Effect.andThen(Effect.never),
          Effect.onExit((exit) =>
            Effect.promise(async () => {
              // Cleaning up takes some turns of the event loop.
              for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
              ends.push(`${n} ${exit._tag === "Failure" && Cause.hasInterruptsOnly(exit.cause)}`)
            }),
          ),
        ),
    })
    const database = await newDatabase()
    const layer = Layer.effectDiscard(
      Effect.acquireRelease(Effect.void, () => Effect.sync(() => void ends.push("layer"))),
    )
    const engine = await createEngineWith(time.services, { database, workflows: oneEffect(work), layer })
    const late = await engine.workflows.job.start(1)
    await begun.promise
    await time.pass("1 hour")
    await expect(late.result()).rejects.toMatchObject({ _tag: "StepTimedOut" })
    begun = Promise.withResolvers()
    const cancelled = await engine.workflows.job.start(2)
    await begun.promise
    await cancelled.cancel()
    await time.pass("1 second")
    await expect(cancelled.result()).rejects.toMatchObject({ _tag: "Cancelled" })
    begun = Promise.withResolvers()
    await engine.workflows.job.start(3)
    await begun.promise
    await engine.close()
    // What it uses is let go behind it.
    expect(ends).toEqual(["1 true", "2 true", "3 true", "layer"])
  })

  it("N.2 runs again, with a new layer, where its process ended under it (fault 15)", async () => {
    const database = await newDatabase()
    const seen: string[] = []
    const arrived = Promise.withResolvers<void>()
    class Place extends Context.Service<Place, { readonly name: string; readonly open: boolean }>()("test/Place") {}
    const work = effectStep("work", {
      run: Effect.fn(function* (n: number, { attempt }) {
        const { name, open } = yield* Place
        seen.push(`${name} ${attempt}`)
        if (open) return n
        arrived.resolve()
        return yield* Effect.never
      }),
    })
    const open = (place: { readonly name: string; readonly open: boolean }) =>
      createEngine({ database, workflows: oneEffect(work), layer: Layer.succeed(Place, place) })
    const first = await open({ name: "first", open: false })
    await first.workflows.job.start(4, { id: "job" })
    await arrived.promise
    await first.close()
    await using second = await open({ name: "second", open: true })
    expect(await (await second.workflows.job.get("job")).result()).toBe(4)
    expect(seen).toEqual(["first 1", "second 2"])
  })

  it("F06.6 is a function of its own, and may use the clock of its engine", async () => {
    const add = effectStep("add", { input: z.number(), run: (n) => Effect.succeed(n + 1) })
    expect(await add(1)).toBe(2)
    const time = virtualTime()
    const nap = effectStep("nap", { run: (n: number) => Effect.as(Effect.sleep("1 hour"), n) })
    const database = await newDatabase()
    await using engine = await createEngineWith(time.services, { database, workflows: oneEffect(nap) })
    const run = await engine.workflows.job.start(4)
    await time.pass("1 hour")
    expect(await run.result()).toBe(4)
  })

  it("F06.6 a layer that cannot be built, or is none, is told before anything begins", async () => {
    const work = effectStep("work", { run: (n: number) => Effect.succeed(n) })
    const database = await newDatabase()
    const failing = Layer.effectDiscard(Effect.fail(new Busy({ seconds: 1 })))
    const opened = createEngine({ database, workflows: oneEffect(work), layer: failing })
    await expect(opened).rejects.toBeInstanceOf(Busy)
    const none = createEngine({ database, workflows: oneEffect(work), layer: {} as never })
    await expect(none).rejects.toMatchObject({ _tag: "InvalidOption" })
    expect(() => effectStep("work", { run: 5 as never })).toThrow(/`run`/u)
  })
})
