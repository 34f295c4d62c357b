import { testBank } from "./test-bank.ts"

/** What every engine of this project is given, that of `statewright run` too. */
export const engineOptions = { layer: testBank((line) => console.log(`  ${line}`)) }
