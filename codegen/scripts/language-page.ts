// Writes docs/language.md from fixtures and messages: `node codegen/scripts/language-page.ts`.
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

import { languageText } from "./language-text.ts"

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

writeFileSync(at("../../docs/language.md"), languageText(at("../fixtures")))
