import { waitForEvent, workflow } from "statewright"
import { Decision, Handled, Order } from "./order.ts"
import { askForApproval, charge } from "./steps.ts"

/** Up to here nobody has to be asked. */
const limit = 100_00

/** Charges an order; one over the limit only once somebody has approved it, within three days. */
export const handleOrder = workflow("handleOrder", { input: Order, output: Handled }, async (order) => {
  if (order.cents <= limit) return { state: "charged", receipt: await charge(order) }

  await askForApproval(order)
  const decision = await waitForEvent("approval", {
    schema: Decision,
    // Found by an index, however many orders wait; whoever may not decide is passed over.
    where: (sent) => sent.orderId === order.id && sent.by !== "the customer",
    timeout: "3 days",
    onTimeout: null,
  })
  if (decision === null) return { state: "not answered" }

  const { approved, by } = decision
  return approved ? { state: "charged", by, receipt: await charge(order) } : { state: "refused", by }
})
