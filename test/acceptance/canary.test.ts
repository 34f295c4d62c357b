import { createEngineWith } from "@statewright/runtime"
import { backUpDatabase } from "@statewright/store"
import Database from "better-sqlite3"
import { Context } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, it, vi } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"

const word = "CANARY4711canary0815"

const keys = [{ id: "k1", key: Buffer.alloc(32, 1) }]

/** The word as it is, and as base64 and hex would have it, wherever it begins in them. */
const forms: readonly Buffer[] = [
  Buffer.from(word),
  Buffer.from(word, "utf16le"),
  Buffer.from(Buffer.from(word).toString("hex")),
  Buffer.from(Buffer.from(word).toString("hex").toUpperCase()),
  ...[0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), Buffer.from(word)])
    const whole = shifted.subarray(0, shifted.length - (shifted.length % 3))
    return [Buffer.from(whole.toString("base64").slice(4)), Buffer.from(whole.toString("base64url").slice(4))]
  }),
]

const isIn = (bytes: Uint8Array): boolean => forms.some((form) => Buffer.from(bytes).includes(form))

/** The files of a folder that hold the word, and the columns of its database that do. */
const foundIn = (database: string) => {
  const folder = dirname(database)
  const files = readdirSync(folder).filter((file) => isIn(readFileSync(join(folder, file))))
  const db = new Database(database, { readonly: true })
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all().map(String)
  const columns = tables.flatMap((table) =>
    db
      .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`)
      .all()
      .flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) =>
          (typeof value === "string" || value instanceof Uint8Array) && isIn(Buffer.from(value))
            ? [`${table}.${column}`]
            : [],
        ),
      ),
  )
  db.close()
  return { files, columns }
}

/** Lets runs meet a word everywhere; answers where it was found while they waited and when they had ended, and in what was said. */
const perform = async (database: string, sealed: boolean) => {
  const said: string[] = []
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      said.push(String(chunk))
      return true
    }),
  )
  const written = (["log", "info", "warn", "error", "debug"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...parts: unknown[]) => void said.push(parts.map(String).join(" "))),
  )
  const columns = new Set<string>()
  const files = new Set<string>()
  const look = (): void => {
    const found = foundIn(database)
    for (const column of found.columns) columns.add(column)
    for (const file of found.files) files.add(file)
  }
  try {
    const options = { database, workflows, ...(sealed && { encryption: { keys } }) }
    const engine = await createEngineWith(Context.empty(), options)
    const run = await engine.workflows.canary.start({ word }, { id: "run" })
    await engine.workflows.canary.start({ word }, { id: "other" })
    await engine.events.send({ name: "said", payload: { word: `not ${word}` } }).catch(() => undefined)
    for (const id of ["run", "other"]) {
      while (((await engine.runs.get(id)).waits ?? []).length === 0) {
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    look()
    await engine.runs.get("other").then(({ status }) => expect(status).toBe("running"))
    await (await engine.workflows.canary.get("other")).cancel({ reason: word })
    await engine.events.send({ name: "said", payload: { word }, to: "run" })
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { said: `${word} is out` } })
    expect((await engine.runs.list({ tags: { word } })).runs.map(({ id }) => id).toSorted()).toEqual(["other", "run"])
    look()
    await engine.close()
    await backUpDatabase(database, join(dirname(database), "copy.db"))
    look()
    return { columns: [...columns].toSorted(), files: [...files].toSorted(), said: isIn(Buffer.from(said.join("\n"))) }
  } finally {
    for (const spy of [...spies, ...written]) spy.mockRestore()
  }
}

describe("a word that came by every place", () => {
  it("F07.11 is found in no byte of database, log, copy or output once there is a key (fault 55)", async () => {
    const plain = await perform(await newDatabase(), false)
    // Without a key it is where it should be: the canary sings.
    expect(plain.columns).toEqual(
      expect.arrayContaining([
        "admissions.lane",
        "attempts.error",
        "cache_entries.label",
        "cache_entries.value",
        "cache_tags.tag",
        "dead_letters.attempts",
        "dead_letters.error",
        "dead_letters.input",
        "dead_letters.run_input",
        "inbox.payload",
        "rate_permits.rate",
        "run_payloads.payload",
        "run_tags.value",
        "steps.error",
        "steps.input",
        "steps.output",
        "transitions.snapshot",
        "waits.match_key",
      ]),
    )
    expect(plain.files).toEqual(expect.arrayContaining(["app.db", "copy.db"]))
    expect(await perform(await newDatabase(), true)).toEqual({ columns: [], files: [], said: false })
  })
})
