/** What generated machine files import. */
export {
  call,
  completed,
  dispatch,
  join,
  leave,
  program,
  region,
  registry,
  returned,
  segment,
  setup,
  sleep,
  start,
  threw,
  wait,
} from "@statewright/runtime/machine"
export type { InputOf, OutputOf, Program, ReceivedOf, Registry } from "@statewright/runtime/machine"
