import type { Store, Transition } from "@statewright/store"
import { diceOf } from "../chaos/dice.ts"

/**
 * A store whose commits come again, later, as a slow network or an old process might bring them: each time but one guard
 * is left that can refuse them. Whether it did, nobody says here: the checker reads it from what is stored.
 */
export const withEchoes = (store: Store, seed: number): Store => {
  const dice = diceOf(seed)
  const past: Transition[] = []

  const echo = async (epoch: number, transition: Transition): Promise<void> => {
    const { runId, at, takes = [], steps = [] } = transition
    const run = await store.run(runId)
    if (run === undefined) return
    const { rev, state, workflow, input } = run
    const moves = { kind: "update", expectedRev: rev, state } as const
    const late = { runId, at, seed: "echo" }
    switch (dice.of(takes.length > 0 ? ["inbox"] : ["token", "token", "rev", "epoch", "start"])) {
      case "token":
        await store.commit(epoch, [{ runId, at, run: { kind: "none" }, steps: steps.map(otherwise) }])
        break
      case "rev":
        await store.commit(epoch, [{ ...late, run: { ...moves, expectedRev: rev + 1 } }])
        break
      case "inbox":
        await store.commit(epoch, [{ ...late, run: moves, takes }])
        break
      case "epoch":
        await store.commit(epoch - 1, [{ ...late, run: moves }])
        break
      case "start":
        await store.insertInbox([{ runId, id: "start", kind: "start", name: workflow, payload: input, acceptedAt: at }])
        break
    }
  }

  return {
    ...store,
    commit: async (epoch, batch) => {
      const results = await store.commit(epoch, batch)
      past.push(
        ...batch.filter(
          ({ steps = [], takes = [] }, at) =>
            results[at]?.status === "committed" && (takes.length > 0 || steps.some(isCompletion)),
        ),
      )
      past.splice(0, past.length - 12)
      const [first, ...others] = past
      // An old epoch is refused with an error.
      if (first !== undefined) await echo(epoch, dice.of([first, ...others])).catch(() => {})
      return results
    },
  }
}

type StepWrite = NonNullable<Transition["steps"]>[number]

const isCompletion = ({ kind }: StepWrite): boolean => kind === "complete"

/** What comes late says something else. */
const otherwise = (write: StepWrite): StepWrite =>
  write.kind === "complete" ? { ...write, output: "[1,4711]" } : write
