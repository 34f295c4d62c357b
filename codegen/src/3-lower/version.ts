import type { Procedure } from "@statewright/model"

import { meaningOf } from "../1-read/meaning-of.ts"
import { normalForm } from "../1-read/normal-form.ts"
import type { ResolvedPackage } from "../1-read/package-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { WorkflowSource } from "../1-read/workflow-source.ts"
import { boundaryForm, schemaForm } from "./boundary-form.ts"
import type { EventSite, EventSites } from "./event-sites.ts"
import type { NamedValidation } from "./validations.ts"
import { shortHash } from "./short-hash.ts"

/** Rises only when codegen gives the same source another meaning. */
const semantics = 1

/** What a version is made from. */
export interface Versioned {
  readonly source: WorkflowSource
  readonly procedures: readonly Procedure[]
  /** The text of each segment. */
  readonly segments: readonly string[]
  /** What it asks of events. */
  readonly sites: ReturnType<EventSites["all"]>
  readonly validations: readonly NamedValidation[]
}

/**
 * The hash of what a workflow means: its chart without places and labels, its code and all of the project that this
 * reaches, the packages that both name, and its schemas and errors. Layout, comments and types are not part of it, nor are its
 * steps: they have contracts of their own.
 */
export const versionOf = (
  { source, procedures, segments, sites, validations }: Versioned,
  checker: ts.TypeChecker,
): string => {
  // The body's own text stands in the segments; which declarations its names stand for does not.
  const { links, reached, packages } = meaningOf(source.body, checker)
  return shortHash([
    semantics,
    JSON.stringify(procedures, (key, value: unknown) => (notMeant.has(key) ? undefined : value)),
    segments.map(segmentForm),
    links,
    reached,
    packages.filter(isForeign),
    boundaryForm(source.call, checker),
    ...(validations.length === 0 ? [] : [validations.map((each) => validationForm(each, checker))]),
    ...(sites.length === 0 ? [] : [sites.map(([key, site]) => siteForm(key, site, checker))]),
  ])
}

/** What it means by its names is said of the body; its schema is code that codegen does not run. */
const siteForm = (key: string, { name, paths, where, schemaNode }: EventSite, checker: ts.TypeChecker): unknown => [
  key,
  name,
  paths,
  where === undefined ? "" : expressionForm(where),
  schemaNode === undefined ? "" : schemaForm(schemaNode, checker),
]

/** What it asks stands in its text; its schema likewise. */
const validationForm = ({ step, options, schemaNode }: NamedValidation, checker: ts.TypeChecker): unknown => [
  step,
  expressionForm(`{ ${options.join(", ")} }`),
  schemaForm(schemaNode, checker),
]

const expressionForm = (text: string): string =>
  normalForm(ts.createSourceFile("where.ts", `(${text})`, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS))

/** What a picture shows, what TypeScript erases, and what only says how long a segment may take. */
const notMeant: ReadonlySet<string> = new Set([
  "span",
  "label",
  "condition",
  "asks",
  "type",
  "guarded",
  "where",
  "timeout",
  "validates",
])

/** What our own packages make of a program is said by `semantics`. */
const isForeign = ({ name }: ResolvedPackage): boolean => name !== "statewright" && !name.startsWith("@statewright/")

const segmentForm = (method: string): string =>
  normalForm(ts.createSourceFile("segment.ts", `({${method}})`, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS))
