/** The id of an event's row in an inbox: nothing that a sender says can be the id of another thing there. */
export const sentId = (id: string): string => `sent:${id}`

/** The same of one that was refused at once: its id stays free for one that fits. */
export const refusedId = (token: string, id: string): string => `refused:${token}:${id}`

/** What its sender calls it. */
export const eventIdOf = (rowId: string): string => rowId.replace(/^(?:sent:|refused:[^:]*:)/, "")
