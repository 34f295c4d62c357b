// Writes docs/patterns.md from the workflows and their charts: `node examples/patterns/page/write.ts`.
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { pageText } from "./page-text.ts"

writeFileSync(fileURLToPath(new URL("../../../docs/patterns.md", import.meta.url)), pageText())
