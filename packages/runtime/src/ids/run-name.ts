/** A run under a name that no other ever has: its id is free again once it is deleted. */
export const runName = ({ id, createdAt }: { readonly id: string; readonly createdAt: number }): string =>
  `${id}@${createdAt}`
