export { ServiceMissing } from "./service-missing.ts"
export { scheduled } from "./scheduled.ts"
export { effectStep } from "./effect-step.ts"
export type { EffectStepOptions } from "./effect-step.ts"
