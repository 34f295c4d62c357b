/** Maps items in order, two at a time: for the processes of two processors. */
export const inPairs = async <Item, Mapped>(
  items: readonly Item[],
  map: (item: Item) => Promise<Mapped>,
): Promise<readonly Mapped[]> => {
  const mapped: Mapped[] = []
  for (let at = 0; at < items.length; at += 2) mapped.push(...(await Promise.all(items.slice(at, at + 2).map(map))))
  return mapped
}
