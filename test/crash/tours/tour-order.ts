import type { RunOrder } from "../worker/orders.ts"

/** The order of a tour past so many doors. */
export const tourOrder = (id: string, doors: number): RunOrder => ({ id, workflow: "tour", input: { doors } })
