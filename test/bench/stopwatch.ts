/** How long something takes, in ms. */
export const timed = async (act: () => unknown): Promise<number> => {
  const begin = performance.now()
  await act()
  return performance.now() - begin
}

/** Does something again and again for about this long; how long each took, in ms. */
export const timedFor = async (milliseconds: number, act: () => unknown): Promise<number[]> => {
  const times: number[] = []
  const end = performance.now() + milliseconds
  while (performance.now() < end) times.push(await timed(act))
  return times
}
