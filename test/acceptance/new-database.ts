import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** The path of a database that is not there yet, in a folder of its own. */
export const newDatabase = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), "statewright-")), "app.db")
