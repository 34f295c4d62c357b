import { StatewrightError } from "@statewright/model"

/** What stands in the place of a JSON Schema is none. */
export class InvalidJsonSchema extends StatewrightError {
  readonly _tag = "InvalidJsonSchema"
  /** Where it stands: "input of step `charge`". */
  readonly place: string

  constructor(place: string, problem: string) {
    super({
      code: "DEF-010",
      message: `The JSON Schema of the ${place} is none: ${problem}.`,
      hint: "It must be a JSON Schema of draft 2020-12 that stands by itself, with no keywords or formats but the standard's.",
    })
    this.place = place
  }
}
