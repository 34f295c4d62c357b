/** What authors who use Effect take beside `statewright`. */
export { scheduled } from "@statewright/runtime/effect"
