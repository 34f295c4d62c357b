import type { Question } from "@statewright/model"
import { relative } from "node:path"

import { placeOf } from "../1-read/place-of.ts"
import { posix } from "../1-read/workflow-files.ts"
import type { WorkflowFile } from "../1-read/workflow-source.ts"
import type { DraftQuestion } from "./draft.ts"

/** The questions of a workflow as plain data; what stands in another file says so. */
export const questionsIn = ({ path, sourceFile }: WorkflowFile): ((question: DraftQuestion) => Question) => {
  const root = sourceFile.fileName.slice(0, -path.length)
  return ({ by, condition }) => {
    const { file, span } = placeOf(condition)
    return {
      by,
      condition: oneLine(condition.getText()),
      span,
      ...(file !== sourceFile.fileName && { file: posix(relative(root, file)) }),
    }
  }
}

/** A run's history holds it once for every time that it is asked. */
const longest = 200

const oneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ")
  return line.length > longest ? `${line.slice(0, longest - 3)}...` : line
}
