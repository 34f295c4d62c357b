import { requireOpened, ValueDamaged } from "@statewright/model"
import type { RunRow } from "@statewright/store"
import type { Program } from "../machine/program.ts"

/** What is stored with a run of what it relies on; nothing if it starts no step. */
export const contractsText = ({ contracts }: Program): string | undefined =>
  Object.keys(contracts).length === 0 ? undefined : JSON.stringify(contracts)

/** The steps whose contract is no longer the one that a run began with; one that the run did not know fits. */
export const unfitSteps = ({ contracts }: Pick<RunRow, "contracts">, program: Program): ReadonlySet<string> => {
  const recorded = contracts === null ? {} : readContracts(contracts)
  return new Set(
    Object.entries(recorded)
      .filter(([step, hash]) => Object.hasOwn(program.contracts, step) && program.contracts[step] !== hash)
      .map(([step]) => step),
  )
}

const readContracts = (text: string): object => {
  requireOpened(text)
  try {
    const recorded: unknown = JSON.parse(text)
    if (typeof recorded === "object" && recorded !== null) return recorded
  } catch {
    // It is said below.
  }
  throw new ValueDamaged("the contracts of a run are no JSON object")
}
