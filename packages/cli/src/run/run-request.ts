import { decodeValue, type Tags } from "@statewright/model"
import { readRuns } from "@statewright/runtime"
import type { Program } from "@statewright/runtime/machine"
import type { Store } from "@statewright/store"
import { parse } from "@statewright/workflow"
import { existsSync } from "node:fs"

import { InputMissing } from "../error/run-errors.ts"
import { acceptedStart } from "./stored-run.ts"

/** A run that somebody asks for. */
export interface RunRequest {
  readonly name: string
  readonly program: Program
  /** The input that was typed, if one was. */
  readonly given: { readonly value: unknown } | undefined
  readonly id: string
  /** What the run is to be found by, beside what its workflow says. */
  readonly tags: Tags
  /** The tenant that was typed, if one was. */
  readonly tenant: string | undefined
  readonly priority: number
  readonly database: string
  readonly json: boolean
  /** The command that goes on with a run. */
  readonly again: (runId: string) => string
}

/** The input of a run: as typed, else as it is stored under the id, else none. */
export const inputOf = async ({ given, id, program }: RunRequest, store: Store): Promise<unknown> => {
  if (given !== undefined) return given.value
  const stored = (await store.run(id))?.input ?? (await acceptedStart(store, id))?.payload
  if (stored !== undefined && stored !== null) return decodeValue(stored)
  await checkNone(program)
  return undefined
}

/** Whose a run is: as typed, else as it is stored under the id, else nobody's. */
export const tenantOf = async ({ tenant, id }: RunRequest, store: Store): Promise<{ readonly tenant?: string }> => {
  const isKnown = tenant === undefined && ((await store.run(id)) ?? (await acceptedStart(store, id))) !== undefined
  const whose = isKnown ? (await readRuns(store).get(id)).tenant : tenant
  return whose === undefined ? {} : { tenant: whose }
}

/** Refuses an input that does not fit, before anything is opened or made. What is stored fitted when it was stored. */
export const checkInput = async ({ program, given, database }: RunRequest): Promise<void> => {
  if (given === undefined && existsSync(database)) return
  if (given === undefined) return checkNone(program)
  const { name, input } = program.workflow.definition
  await parse(input, given.value, boundaryOf(name))
}

/** Refuses to start a workflow without the input that its schema wants. */
const checkNone = async ({ workflow }: Program): Promise<void> => {
  const { name, input } = workflow.definition
  try {
    await parse(input, undefined, boundaryOf(name))
  } catch (error) {
    throw new InputMissing(name, error)
  }
}

const boundaryOf = (name: string): string => `input of workflow \`${name}\``
