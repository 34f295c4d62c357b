/** What an error says, to be quoted in a sentence that has a full stop of its own. */
export const quotedMessage = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, "")
