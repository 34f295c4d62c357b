import { StatewrightError } from "@statewright/model"
import { closestName } from "./closest-name.ts"

/** A workflow under test called a step for which the test gave no stub. */
export class StubMissing extends StatewrightError {
  readonly _tag = "StubMissing"
  readonly step: string

  constructor(step: string, given: readonly string[]) {
    const closest = closestName(step, given)
    const list =
      given.length === 0 ? "No stubs were given." : `Given: ${given.map((name) => `\`${name}\``).join(", ")}.`
    super({
      code: "TEST-001",
      message: `There is no stub for step \`${step}\`. ${list}`,
      hint:
        closest === undefined
          ? `Add \`${step}\` to \`steps\`.`
          : `Did you mean \`${step}\` where \`${closest}\` stands?`,
    })
    this.step = step
  }
}
