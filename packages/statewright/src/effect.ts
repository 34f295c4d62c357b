/** What authors who use Effect take beside `statewright`. */
export { effectStep, scheduled, ServiceMissing } from "@statewright/runtime/effect"
export type { EffectStepOptions } from "@statewright/runtime/effect"
