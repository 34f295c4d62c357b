import { childRunId } from "../ids/child-run-id.ts"

/** The id of the run with which a request replays a letter: whenever that is computed, it names the same run. */
export const replayRunId = (request: string, letter: number): string => childRunId(request, `letter ${letter}`)
