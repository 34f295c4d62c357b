/** How many of one lane may be at work at once. */
export const rushLimits = { runs: 3, calls: 2 } as const
