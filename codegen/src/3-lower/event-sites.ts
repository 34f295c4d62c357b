import type { ts } from "../1-read/syntax.ts"

/** What a program asks of the events of one wait, whatever the run: printed beside the code of the workflow. */
export interface EventSite {
  readonly name: string
  readonly schema?: string
  readonly paths: readonly (readonly string[])[]
  readonly where?: string
  /** Why the `where` may never end, and so runs under a time limit. */
  readonly guarded?: string
  /** The author's expression that `schema` was made from. */
  readonly schemaNode?: ts.Expression
}

/** The sites of one workflow by their keys: the names of their events, with a number where two differ. */
export interface EventSites {
  /** Answers the key of a site. */
  readonly take: (site: EventSite) => string
  readonly all: () => readonly (readonly [key: string, site: EventSite])[]
}

export const eventSites = (): EventSites => {
  const sites = new Map<string, EventSite>()
  return {
    take: (site) => {
      const text = textOf(site)
      let key = site.name
      for (let n = 2; sites.has(key) && textOf(sites.get(key)) !== text; n++) key = `${site.name}_${n}`
      if (!sites.has(key)) sites.set(key, site)
      return key
    },
    all: () => [...sites],
  }
}

const textOf = (site: EventSite | undefined): string =>
  JSON.stringify(site && [site.name, site.schema, site.paths, site.where])
