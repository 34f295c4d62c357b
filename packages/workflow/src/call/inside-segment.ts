import type { Calls } from "./calls.ts"
import { CalledInSegment } from "./called-in-segment.ts"

/** Answers calls inside compiled code, where codegen must have left none. */
export const insideSegment: Calls = {
  step: ({ name }) => {
    throw new CalledInSegment(`step \`${name}\``)
  },
  sleep: () => {
    throw new CalledInSegment("`sleep`")
  },
  run: ({ workflow }) => {
    throw new CalledInSegment(`workflow \`${workflow.name}\``)
  },
  detach: () => {
    throw new CalledInSegment("`detach`")
  },
  event: ({ name }) => {
    throw new CalledInSegment(`\`waitForEvent("${name}")\``)
  },
}
