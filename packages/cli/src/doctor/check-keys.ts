import { sealedWith } from "@statewright/store"

import { givenKeys } from "../keys/given-keys.ts"
import { type Finding, findingOf } from "./finding.ts"

/** Whether what is sealed in a database can be opened with the keys of the environment; nothing is said of one without any. */
export const checkKeys = async (file: string): Promise<readonly Finding[]> => {
  try {
    const stored = await sealedWith(file)
    const given = new Set((givenKeys() ?? []).map(({ id }) => id))
    if (stored.length === 0 && given.size === 0) return []
    if (stored.length === 0) {
      return [
        {
          subject: "keys",
          status: "none",
          says: `${file} is not sealed: it will be, by the first who opens it with keys`,
        },
      ]
    }
    const missing = stored.filter((id) => !given.has(id))
    const all = stored.join(", ")
    if (missing.length === 0) {
      return [{ subject: "keys", status: "ok", says: `${file} is sealed with ${all}, all given` }]
    }
    return [
      {
        subject: "keys",
        status: "warning",
        says: `${file} is sealed with ${all}; not given: ${missing.join(", ")}`,
        remedy:
          "Give them to commands in STATEWRIGHT_KEYS, as id:base64,id:base64; without them payloads are not shown.",
      },
    ]
  } catch (error) {
    return [findingOf("keys", error)]
  }
}
