/** Says a word to the parent process. */
export const say = (word: string): boolean => process.stdout.write(`${word}\n`)
