import type { WaitId } from "./waiting.ts"

/** A member of a group, as its wait names it. */
export interface Member {
  /** The number of the group's activation. */
  readonly group: number
  /** Its place in the group, from 0. */
  readonly at: number
  readonly name?: string
}

/**
 * The member of a group that a wait belongs to: such a wait is called `<wait of the group>/<index>:<name>#<n>`, without a
 * name where its group has none.
 *
 * @example
 * memberOf("fork#3/0:ship#9") // { group: 3, at: 0, name: "ship" }
 */
export const memberOf = (wait: WaitId): Member | undefined => {
  // A wait of any other kind has one `#`: that is seen at once.
  if (wait.indexOf("#") === wait.lastIndexOf("#")) return undefined
  const [, group, at, name] = /#(\d+)\/(\d+)(?::([^/#]*))?#\d+$/.exec(wait) ?? []
  if (group === undefined) return undefined
  return { group: Number(group), at: Number(at), ...(name !== undefined && { name: unescaped(name) }) }
}

/**
 * What the id of a member's wait begins with.
 *
 * @example
 * memberId("fork#3", 0, "ship") // "fork#3/0:ship"
 */
export const memberId = (group: WaitId, at: number, name?: string): string =>
  name === undefined ? `${group}/${at}` : `${group}/${at}:${escaped(name)}`

const escaped = (name: string): string => name.replaceAll(/[%/#]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

const unescaped = (text: string): string =>
  text.replaceAll(/%([0-9a-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
