import type { Asker } from "@statewright/model"

/** What the exit of a segment says of a question that it asked, in words for a person; `undefined` if nothing. */
export const answerOf = (by: Asker, exit: string): string | undefined => {
  switch (by) {
    case "if":
    case "?:":
    case "&&":
      return answers(exit, "true", "false")
    case "||":
      return answers(exit, "false", "true")
    case "??":
      return answers(exit, "nullish", "present")
    case "?.":
      return answers(exit, "present", "nullish")
    case "default":
      return answers(exit, "used", "not used")
    case "do":
      return exit === "again" ? "true" : exit === "done" ? "false" : undefined
    case "while":
    case "for":
      // The head of a loop goes on into its body, and may leave by any exit of that.
      return exit === "" ? undefined : exit === "done" ? "false" : "true"
    case "switch":
      return exit === "none" || exit === "default" || exit.startsWith("case ") ? exit : undefined
  }
}

const answers = (exit: string, then: string, otherwise: string): string | undefined =>
  exit === "then" ? then : exit === "else" ? otherwise : undefined
