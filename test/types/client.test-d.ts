import type { Client, InputOf } from "statewright/client"
import { createEngine } from "statewright/engine"
import { expectTypeOf } from "vitest"
import type { Workflows } from "../acceptance/generated/client.ts"
import { workflows } from "../acceptance/generated/index.ts"

// What an app knows of a workflow without loading it.
expectTypeOf<Parameters<Workflows["collect"]>>().toEqualTypeOf<[input: { count: number }]>()
expectTypeOf<ReturnType<Workflows["collect"]>>().resolves.toEqualTypeOf<number[]>()
// @ts-expect-error there is no such workflow
expectTypeOf<Workflows["colect"]>()

export const wrongStarts = async () => {
  const engine = await createEngine({ database: ":memory:", workflows })
  // @ts-expect-error `count` is a number
  await engine.workflows.collect.start({ count: "three" })
  // @ts-expect-error the input is missing
  await engine.workflows.collect.start()
  // @ts-expect-error there is no such workflow
  await engine.workflows.colect.start({ count: 3 })
  const run = await engine.workflows.collect.start({ count: 3 })
  expectTypeOf(run.result()).resolves.toEqualTypeOf<number[]>()
}

/** Code that knows the workflows only by their types. */
export const fromElsewhere = async (workflows: Client<Workflows>, input: InputOf<Workflows["collect"]>) => {
  const run = await workflows.collect.start(input, { id: "one" })
  expectTypeOf(run.result()).resolves.toEqualTypeOf<number[]>()
  // @ts-expect-error `count` is a number
  await workflows.collect.start({ count: "three" })
  // @ts-expect-error there is no such workflow
  await workflows.colect.start(input)
}

export const handedOver = async () => {
  const engine = await createEngine({ database: ":memory:", workflows })
  await fromElsewhere(engine.workflows, { count: 3 })
}
