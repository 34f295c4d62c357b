import type { LetterQuery } from "@statewright/runtime"

import { choice, text } from "../command-line/flag.ts"
import { readMoment } from "../run/read-moment.ts"

/** The flags that say which dead letters. */
export const letterFlags = {
  workflow: text("workflow", { as: "NAME", about: "Only those of this workflow." }),
  step: text("step", { as: "NAME", about: "Only those of this step." }),
  tag: text("tag", { as: "TAG", about: "Only those with this tag, or name, of their error." }),
  fingerprint: text("fingerprint", {
    as: "HEX",
    about: "Only those that failed for this reason, as `dlq stats` shows it.",
  }),
  run: text("run", { as: "RUN", about: "Only those of this run." }),
  tenant: text("tenant", { as: "NAME", about: "Only those of runs of this tenant." }),
  handled: choice("handled", ["yes", "no"], {
    as: "yes|no",
    about: "Only those whose run went on all the same, or did not.",
  }),
  after: text("after", { as: "TIME", about: "Only those that failed last then or later: 2026-11-23T09:30Z." }),
  before: text("before", { as: "TIME", about: "Only those that failed last before then." }),
}

/** What was given of them. */
type Given = { readonly [Name in Exclude<keyof typeof letterFlags, "handled">]: string | undefined } & {
  readonly handled: "yes" | "no" | undefined
}

/** Which letters the flags mean. */
export const queryOf = (given: Given): LetterQuery => {
  const { workflow, step, tag, fingerprint, run, tenant, handled, after, before } = given
  return {
    ...(workflow !== undefined && { workflow }),
    ...(step !== undefined && { step }),
    ...(tag !== undefined && { tag }),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(run !== undefined && { runId: run }),
    ...(tenant !== undefined && { tenant }),
    ...(handled !== undefined && { handled: handled === "yes" }),
    ...(after !== undefined && { failedAfter: readMoment("after", after) }),
    ...(before !== undefined && { failedBefore: readMoment("before", before) }),
  }
}
