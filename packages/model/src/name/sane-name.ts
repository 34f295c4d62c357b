/** Whether a step, workflow or failure may have this name: it stands in ids, in pictures and on command lines. */
export const isSaneName = (name: string): boolean => sane.test(name)

const sane = /^\p{L}[\p{L}\p{N}_.-]{0,99}$/u
