/** `name`, or the first of `name_2`, `name_3`, ... that is not taken. */
export const firstFree = (name: string, isTaken: (name: string) => boolean): string => {
  if (!isTaken(name)) return name
  let n = 2
  while (isTaken(`${name}_${n}`)) n++
  return `${name}_${n}`
}
