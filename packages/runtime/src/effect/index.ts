export { scheduled } from "./scheduled.ts"
