/** What generated machine files import. */
export {
  call,
  completed,
  dispatch,
  entryAt,
  follow,
  join,
  keysOf,
  leave,
  nextKey,
  program,
  region,
  registry,
  returned,
  segment,
  setup,
  sleep,
  start,
  threw,
  turn,
  wait,
} from "@statewright/runtime/machine"
export type { InputOf, OutputOf, Program, ReceivedOf, Registry } from "@statewright/runtime/machine"
