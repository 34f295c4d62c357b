/** A moment as people read it, in UTC: `2026-11-22 21:50:03Z`. */
export const momentText = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace("T", " ")}Z`

/** A length of time in its two largest units: `240 ms`, `3.2 s`, `4 min 12 s`, `2 d 3 h`. */
export const lengthText = (millis: number): string => {
  if (millis < 1000) return `${Math.max(0, Math.round(millis))} ms`
  if (millis < 60_000) return `${(Math.floor(millis / 100) / 10).toFixed(1)} s`
  const seconds = Math.floor(millis / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`
}
