// Prints the SQL of every statement into src/sqlite/texts.generated.ts: `node packages/store/scripts/texts.ts`.
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { textsModule } from "./texts-module.ts"

writeFileSync(fileURLToPath(new URL("../src/sqlite/texts.generated.ts", import.meta.url)), textsModule())
