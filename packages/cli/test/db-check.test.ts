import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest"

import { type App, compiledApp, copyOf } from "./app.ts"
import { bound } from "./bound.ts"

let app: App
beforeAll(async () => {
  app = await compiledApp()
  await interruptJob(app)
  // So each text stands in the file once.
  await app.type("db", "vacuum")
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

const job = ["--id", "job", "--wait"]

/** Leaves a run in the midst of its third step: a base, and deltas. */
const interruptJob = async ({ typeUntil }: App): Promise<void> => {
  const { child, ended } = await typeUntil("performed 2", "run", "collect", "--input", '{"count":4}', ...job)
  child.kill("SIGINT")
  await ended
}

/** Flips the lowest bit of one byte in the only place of the file that looks like this. */
const flip = ({ folder }: App, place: RegExp): void => {
  const path = join(folder, "statewright.db")
  const bytes = readFileSync(path)
  const [found, ...others] = [...bytes.toString("latin1").matchAll(place)]
  expect({ found: found?.[0], others: others.length }).toEqual({ found: expect.any(String), others: 0 })
  const at = (found?.index ?? 0) + (found?.[0].length ?? 0) - 1
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(path, bytes)
}

describe("statewright db check", bound, () => {
  it.each([
    ["its base", /\db:[0-9a-f]{8}:\[1/g],
    ["one of its deltas", /\dd:[0-9a-f]{8}:\[2,\[\["\+",0,0/g],
  ])("N.8 names a run whose snapshot has one flipped bit, in %s", async (_, place) => {
    const copy = copyOf(app)
    expect(await copy.type("db", "check")).toMatchObject({ code: 0, stdout: "statewright.db is sound\n", stderr: "" })
    flip(copy, place)
    const [text, inJson, doctor] = await Promise.all([
      copy.type("db", "check"),
      copy.type("db", "check", "--json"),
      copy.type("doctor"),
    ])
    expect(text).toMatchObject({
      code: 1,
      stdout: "run job of collect cannot go on: SNP-001 A stored snapshot is damaged: its checksum does not fit.\n",
      stderr: expect.stringMatching(/^hint: Restore the database from a backup\./),
    })
    expect(inJson).toMatchObject({ code: 1, stderr: "" })
    expect(JSON.parse(inJson.stdout)).toEqual({
      schema: "db.check/1",
      data: {
        file: "statewright.db",
        sound: false,
        problems: [expect.stringContaining("SNP-001")],
        damagedRuns: ["job"],
        sealedRuns: [],
      },
    })
    // It has not read them, and claims no more.
    expect(doctor.stdout).toMatch(/the file statewright\.db is sound, its snapshots were not read/)
    expect(await copy.type("run", "collect", ...job)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("SNP-001"),
    })
  })

  it("N.8 F07.11 says of a sealed database what it cannot read without the keys, and reads it with them", async () => {
    const copy = copyOf(app)
    rmSync(join(copy.folder, "statewright.db"))
    vi.stubEnv("STATEWRIGHT_KEYS", `k1:${Buffer.alloc(32, 1).toString("base64")}`)
    onTestFinished(() => void vi.unstubAllEnvs())
    await interruptJob(copy)
    const open = await copy.type("db", "check")
    vi.unstubAllEnvs()
    const closed = await copy.type("db", "check")
    expect(open).toMatchObject({ code: 0, stdout: "statewright.db is sound\n", stderr: "" })
    expect(closed).toEqual({
      code: 0,
      stdout: "statewright.db is sound, as far as it can be read\n",
      stderr: "Snapshots that are sealed were not read, of so many runs: 1. Give their keys in STATEWRIGHT_KEYS.\n",
    })
  })
})
