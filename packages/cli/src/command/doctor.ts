import { command } from "../command-line/command.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { checkDatabase } from "../doctor/check-database.ts"
import { checkNode } from "../doctor/check-node.ts"
import { checkProject } from "../doctor/check-project.ts"
import type { Finding } from "../doctor/finding.ts"
import { exitCode } from "../error/exit-code.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printable } from "../screen/printable.ts"

/** `statewright doctor`: says what is wrong with a project and its database. */
export const doctor = command("doctor", {
  about:
    "Checks Node, the project, its generated files and its database, and says what to do. Exits with 1 if something is wrong.",
  examples: [
    ["statewright doctor", "check this folder"],
    ["statewright doctor --database /var/lib/app/runs.db", "and that database"],
  ],
  takes: sharedFlags,
  run: async ({ project, database, json }, screen) => {
    const findings = [
      checkNode(process.versions.node),
      ...(await checkProject(project)),
      ...(await checkDatabase(database)),
    ]
    if (json) screen.data(jsonText(envelope("doctor/1", findings)))
    else for (const finding of findings) screen.data(findingText(finding, screen.dataPaint))
    return findings.some(({ status }) => status === "wrong") ? exitCode.failed : exitCode.ok
  },
})

const findingText = ({ subject, status, says, remedy }: Finding, paint: Paint): string => {
  const line = `${mark(status, paint)}  ${paint.bold(subject.padEnd(9))}  ${printable(says).replaceAll("\n", "\n                  ")}`
  return remedy === undefined ? line : `${line}\n                  ${paint.cyan("remedy:")} ${printable(remedy)}`
}

const mark = (status: Finding["status"], paint: Paint): string => {
  switch (status) {
    case "ok":
      return paint.green("ok   ")
    case "wrong":
      return paint.red("wrong")
    case "warning":
      return paint.yellow("warn ")
    case "none":
      return paint.dim("-    ")
  }
}
