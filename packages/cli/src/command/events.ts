import { group } from "../command-line/command.ts"
import { listEvents } from "./events-ls.ts"
import { sendToRuns } from "./events-send.ts"

/** `statewright events`: for what runs wait for, while another process leads or none. */
export const events = group("events", {
  about:
    "Sends events to runs that wait for them, and lists what was sent. It works beside an engine, and without one.",
  examples: [
    [`statewright events send approval --payload '{"orderId":"o1"}'`, "for every run that waits for it"],
    ["statewright events ls --name approval", "what was sent, the newest first"],
  ],
  commands: [sendToRuns, listEvents],
})
