/** How long a tour sleeps, in ms. */
export const napMillis = 25

/** How long each step waits before it is tried again, in ms; the last one so long that a kill and a restart fit in. */
export const retryMillis = { ring: 15, deliver: 15, park: 500 } as const
