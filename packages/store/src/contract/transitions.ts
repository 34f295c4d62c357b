import type { Transition } from "../port/transition.ts"

/** The frame of the body of a workflow. */
export const body = "main"

/** A run that starts and asks for step `charge` under the wait `charge#1`. */
export const starting = (runId: string, more: Partial<Transition> = {}): Transition => ({
  runId,
  at: 1000,
  movedBy: { kind: "start" },
  run: { kind: "insert", workflow: "order", version: "v1", input: `"input of ${runId}"`, state: "main.charge" },
  frame: { kind: "base", snapshot: "base 1" },
  startSteps: [{ frame: body, waitId: "charge#1", name: "charge", token: "token 1", input: `{"cents":1}` }],
  ...more,
})

/** `charge#1` succeeds, and `pack#2` starts. */
export const charged = (runId: string, more: Partial<Transition> = {}): Transition => ({
  runId,
  at: 2000,
  movedBy: { kind: "step", waitId: "charge#1" },
  run: { kind: "update", expectedRev: 1, state: "main.pack" },
  frame: { kind: "base", snapshot: "base 2" },
  steps: [{ kind: "complete", frame: body, waitId: "charge#1", token: "token 1", output: `"receipt"` }],
  startSteps: [{ frame: body, waitId: "pack#2", name: "pack", token: "token 2", input: `"box"` }],
  ...more,
})

/** One more rev and nothing else. */
export const moving = (runId: string, expectedRev: number, more: Partial<Transition> = {}): Transition => ({
  runId,
  at: 3000,
  run: { kind: "update", expectedRev, state: "main.pack" },
  ...more,
})
