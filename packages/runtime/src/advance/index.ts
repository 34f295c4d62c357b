export { advance, begin } from "./advance.ts"
export type { Advanced, FrameEvent } from "./advance.ts"
export { UnknownState } from "./unknown-state.ts"
