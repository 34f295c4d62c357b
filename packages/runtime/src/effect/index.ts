export { effectStep } from "./effect-step.ts"
export type { EffectStepOptions } from "./effect-step.ts"
