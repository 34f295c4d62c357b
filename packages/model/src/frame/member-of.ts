import type { WaitId } from "./waiting.ts"

/** A member of a group, as its wait names it. */
export interface Member {
  /** The number of the group's activation. */
  readonly group: number
  /** Its index or its name. */
  readonly at: string
}

/**
 * The member of a group that a wait belongs to: such a wait is called `<wait of the group>/<member>#<n>`.
 *
 * @example
 * memberOf("fork#3/ship#9") // { group: 3, at: "ship" }
 */
export const memberOf = (wait: WaitId): Member | undefined => {
  // A wait of any other kind has one `#`: that is seen at once.
  if (wait.indexOf("#") === wait.lastIndexOf("#")) return undefined
  const found = /#(\d+)\/([^/#]*)#\d+$/.exec(wait)
  return found === null ? undefined : { group: Number(found[1]), at: unescaped(found[2] ?? "") }
}

/**
 * What the id of a member's wait begins with.
 *
 * @example
 * memberId("fork#3", "ship") // "fork#3/ship"
 */
export const memberId = (group: WaitId, at: string | number): string =>
  `${group}/${typeof at === "number" ? at : escaped(at)}`

const escaped = (name: string): string => name.replaceAll(/[%/#]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

const unescaped = (text: string): string =>
  text.replaceAll(/%([0-9a-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
