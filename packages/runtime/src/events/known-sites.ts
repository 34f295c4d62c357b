import type { Registry } from "../machine/program.ts"
import type { EventSite } from "../machine/event-site.ts"
import { siteKey } from "./site-key.ts"

/** A place that waits for events, and its name in storage. */
export interface KnownSite {
  readonly key: string
  readonly site: EventSite
}

/** The places of a registry that wait for events. */
export interface KnownSites {
  /** Those that wait for an event of this name. */
  readonly named: (name: string) => readonly KnownSite[]
  /** The place of this name in storage. */
  readonly at: (key: string) => EventSite | undefined
}

/** Looks up which places wait for an event. */
export const knownSites = (registry: Registry): KnownSites => {
  const byKey = new Map<string, EventSite>()
  const byName = new Map<string, KnownSite[]>()
  for (const program of Object.values(registry)) {
    for (const [id, site] of Object.entries(program.events)) {
      const key = siteKey(program, id)
      byKey.set(key, site)
      byName.set(site.name, [...(byName.get(site.name) ?? []), { key, site }])
    }
  }
  return { named: (name) => byName.get(name) ?? [], at: (key) => byKey.get(key) }
}
