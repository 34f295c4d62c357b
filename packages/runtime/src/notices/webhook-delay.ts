/** So often a notice is tried to be delivered. */
export const mostTries = 8

/** How long after a try that failed the next one follows, in ms: 10 s, then four times as long each; undefined after the last. */
export const webhookDelay = (tries: number): number | undefined =>
  tries >= mostTries ? undefined : 10_000 * 4 ** (tries - 1)
