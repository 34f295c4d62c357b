// Writes src/messages.generated.ts and docs/language.md from messages/*.md: `node codegen/scripts/messages.ts`.
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

import { messagesModule } from "./messages-module.ts"
import { readMessages } from "./read-messages.ts"

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

writeFileSync(at("../src/messages.generated.ts"), messagesModule(readMessages(at("../messages"))))
// It reads what was just written.
await import("./language-page.ts")
