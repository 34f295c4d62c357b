import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A path in a folder of its own, where no database is yet. */
export const newDatabase = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), "statewright-")), "app.db")
