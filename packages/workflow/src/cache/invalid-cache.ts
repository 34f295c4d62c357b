import { StatewrightError } from "@statewright/model"

/** The `cache` of a step makes no sense. */
export class InvalidCache extends StatewrightError {
  readonly _tag = "InvalidCache"
  readonly step: string

  constructor(step: string, problem: string) {
    super({
      code: "DEF-012",
      message: `The cache of step \`${step}\` cannot be used: ${problem}.`,
      hint: 'Write for example { ttl: "1 hour", key: ({ id }) => id, tags: ["prices"], scope: "workflow" }.',
    })
    this.step = step
  }
}
