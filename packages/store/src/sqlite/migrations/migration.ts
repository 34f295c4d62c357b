import type { Connection } from "../driver.ts"

/** One step of the file format; applied in order, all of them in one transaction. */
export interface Migration {
  readonly name: string
  up(connection: Connection): void
}
