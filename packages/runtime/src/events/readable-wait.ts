import { requireOpened } from "@statewright/model"
import type { NewWait } from "@statewright/store"

/** Throws for a wait of which something cannot be opened: its run cannot be asked whether an event is for it. */
export const requireReadable = ({ given, onTimeout }: Pick<NewWait, "given" | "onTimeout">): void => {
  for (const text of [given, onTimeout]) if (text !== null) requireOpened(text)
}
