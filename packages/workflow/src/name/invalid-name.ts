import { StatewrightError } from "@statewright/model"

/** A step, workflow, failure or event was given a name that cannot stand in an id, a picture or a command line. */
export class InvalidName extends StatewrightError {
  readonly _tag = "InvalidName"
  readonly given: unknown

  constructor(what: string, given: unknown) {
    super({
      code: "DEF-001",
      message: `${typeof given === "string" ? JSON.stringify(given) : `A value of type ${typeof given}`} cannot be the name of ${/^[aeiou]/.test(what) ? "an" : "a"} ${what}.`,
      hint: "Use a letter, then letters, digits, `_`, `-` or `.`, at most 100 characters in all.",
    })
    this.given = given
  }
}
