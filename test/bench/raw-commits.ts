import Database from "better-sqlite3"

/** Commits of one small row each, with nothing around them: what this disk can do. */
export interface RawCommits extends Disposable {
  readonly commit: () => void
}

/** On a database of its own, with the settings of an engine's. */
export const rawCommits = (path: string): RawCommits => {
  const connection = new Database(path)
  connection.pragma("journal_mode = WAL")
  connection.pragma("synchronous = FULL")
  connection.exec("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
  const insert = connection.prepare("INSERT INTO rows (text) VALUES (?)")
  const text = "x".repeat(100)
  return {
    commit: () => void insert.run(text),
    [Symbol.dispose]: () => void connection.close(),
  }
}
