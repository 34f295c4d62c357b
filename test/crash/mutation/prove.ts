import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { copyOfTree } from "./copy-of-tree.ts"
import type { Mutation } from "./mutations.ts"

/** Whether the checker noticed that a guard is gone. */
export interface Proof {
  readonly removes: string
  readonly isRed: boolean
  /** How many rounds it took, or were in vain. */
  readonly rounds: number
  /** The numbers of the invariants that were broken. */
  readonly broken: readonly string[]
}

/** How often to try, and from which seed on. */
export interface Trying {
  readonly seed: number
  readonly rounds: number
}

/** Lets chaos loose on a copy of the tree without a guard, until a promise breaks. */
export const prove = async (mutation: Omit<Mutation, "isQuick">, { seed, rounds }: Trying): Promise<Proof> => {
  const { removes } = mutation
  const copy = copyOfTree(mutation)
  try {
    for (let round = 1; round <= rounds; round++) {
      const broken = await brokenBy(copy.folder, seed + round, mutation.at)
      if (broken.length > 0) return { removes, isRed: true, rounds: round, broken }
    }
    return { removes, isRed: false, rounds, broken: [] }
  } finally {
    copy.remove()
  }
}

const brokenBy = async (folder: string, seed: number, at?: string): Promise<readonly string[]> => {
  const place = at === undefined ? [] : ["--at", at]
  const round = ["--rounds", "1", "--round", "6", "--patience", "30", "--seed", String(seed)]
  const given = [...round, ...place, "--no-keep", "--no-rest"]
  const chaos = promisify(execFile)(process.execPath, ["test/crash/chaos/main.ts", ...given], { cwd: folder })
  const text = await chaos.then(
    ({ stdout }) => stdout,
    // It ends with code 1 when a promise is broken.
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => {
      if (!stdout.includes("BROKEN")) throw new Error(`Chaos itself failed: ${stdout}\n${stderr}`)
      return stdout
    },
  )
  return [...text.matchAll(/^ {2}(I\d+)/gm)].map(([, number]) => number ?? "")
}
