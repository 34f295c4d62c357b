import type BetterSqlite3 from "better-sqlite3"

/** An open SQLite file. */
export type Connection = BetterSqlite3.Database

/** Opens SQLite files; the native code behind it is loaded. */
export type Driver = typeof BetterSqlite3

/** Loads the native driver. Only after `requireNode`: an older Node would crash here. */
export const loadDriver = async (): Promise<Driver> => (await import("better-sqlite3")).default
