/** The compiler's syntax and types, as raw nodes; everything else in codegen imports them from here. */
export { ts } from "ts-morph"
