import type { Tags } from "@statewright/model"

import { printableLine } from "../screen/printable.ts"

/** The tags of a run on one line: `amount=12 tenant=acme`. */
export const tagsText = (tags: Tags): string =>
  Object.entries(tags)
    .map(([name, value]) => printableLine(`${name}=${String(value)}`))
    .join(" ")
