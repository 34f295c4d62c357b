import { StatewrightError } from "@statewright/model"

/** What was given as keys cannot be any. Nothing was opened. */
export class InvalidKeyRing extends StatewrightError {
  readonly _tag = "InvalidKeyRing"
  constructor(problem: string) {
    super({
      code: "STORE-023",
      message: `This ring of keys cannot be used: ${problem}.`,
      hint: "A key is 32 random bytes or their base64, as `openssl rand -base64 32` makes them, with an id of its own.",
    })
  }
}

/** A key has the id of one that the database was sealed with, and is another one. Nothing was changed. */
export class WrongKey extends StatewrightError {
  readonly _tag = "WrongKey"
  readonly keyId: string
  constructor(path: string, keyId: string) {
    super({
      code: "STORE-021",
      message: `The key "${keyId}" is not the one that ${path} was sealed with under this id.`,
      hint: "Give the key that belongs to this id; a new key needs an id of its own. Nothing was changed.",
    })
    this.keyId = keyId
  }
}

/** What is stored was sealed with keys that were not given. Nothing was changed. */
export class KeyMissing extends StatewrightError {
  readonly _tag = "KeyMissing"
  readonly keyIds: readonly string[]
  constructor(path: string, keyIds: readonly string[]) {
    const names = keyIds.map((id) => `"${id}"`).join(" and ")
    super({
      code: "STORE-022",
      message: `The database ${path} holds payloads that are sealed with ${names}, which was not given.`,
      hint: "Give it beside the others: in `encryption.keys` of createEngine, for the command line in STATEWRIGHT_KEYS (id:base64,id:base64).",
    })
    this.keyIds = keyIds
  }
}

/** Keys were given for a database that another process works on without them. */
export class SealingHeld extends StatewrightError {
  readonly _tag = "SealingHeld"
  constructor(path: string) {
    super({
      code: "STORE-024",
      message: `The database ${path} is not sealed yet, and another process works on it without keys.`,
      hint: "Stop that process, or give it the same keys; the first one that opens the file with keys seals it.",
    })
  }
}
