import type { LaneNode } from "./picture.ts"

/**
 * What a branch is, beyond its name.
 *
 * @example laneText(lane) // "waits for mail"
 */
export const laneText = ({ is, what, name, hosts, children }: LaneNode): string => {
  // A helper of its own is the branch itself.
  if (hosts !== undefined) return children.length === 0 ? "waits for nothing" : ""
  return name === what ? kinds[is] : `${verbs[is]} ${what}`.trim()
}

const kinds = { step: "step", sleep: "sleep", event: "event", child: "workflow", call: "helper" } as const

const verbs = { step: "step", sleep: "", event: "waits for", child: "run of", call: "call of" } as const
