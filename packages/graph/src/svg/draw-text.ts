import { element, escapeXml } from "./xml.ts"
import type { Attributes } from "./xml.ts"

/** One line of text. */
export const drawText = (text: string, attributes: Attributes): string => element("text", attributes, [escapeXml(text)])
