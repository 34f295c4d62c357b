/** A pattern of the Workflow Patterns initiative. */
export interface Pattern {
  /** As in the literature: http://www.workflowpatterns.com/patterns/control/ */
  readonly number: number
  readonly name: string
  readonly group: PatternGroup
  /**
   * What others offer, in the order of `systems`: `+` directly, `~` by hand or in part, `-` not at all. Judged from
   * their public documentation in November 2026.
   */
  readonly others: string
}

/** What a pattern is about. */
export type PatternGroup =
  | "Basic control flow"
  | "Branching and synchronization"
  | "Multiple instances"
  | "State"
  | "Cancellation and forced completion"
  | "Iteration"
  | "Termination"
  | "Triggers"

/** Those whose marks stand with each pattern. */
export const systems = [
  "Temporal",
  "Restate",
  "DBOS",
  "Inngest",
  "Trigger.dev",
  "Hatchet",
  "Vercel Workflow",
  "Step Functions",
] as const

/** All 43, by their numbers. */
export const catalogue: readonly Pattern[] = [
  { number: 1, name: "Sequence", group: "Basic control flow", others: "++++++++" },
  { number: 2, name: "Parallel split", group: "Basic control flow", others: "++~+~+++" },
  { number: 3, name: "Synchronization", group: "Basic control flow", others: "++~+~+++" },
  { number: 4, name: "Exclusive choice", group: "Basic control flow", others: "++++++++" },
  { number: 5, name: "Simple merge", group: "Basic control flow", others: "++++++++" },
  { number: 6, name: "Multi-choice", group: "Branching and synchronization", others: "++~+~++~" },
  { number: 7, name: "Structured synchronizing merge", group: "Branching and synchronization", others: "++~+~++~" },
  { number: 8, name: "Multi-merge", group: "Branching and synchronization", others: "++~+~~+~" },
  { number: 9, name: "Structured discriminator", group: "Branching and synchronization", others: "++-~-~+-" },
  { number: 10, name: "Arbitrary cycles", group: "Iteration", others: "~~~~~~~+" },
  { number: 11, name: "Implicit termination", group: "Termination", others: "~~~~~+~~" },
  { number: 12, name: "Multiple instances without synchronization", group: "Multiple instances", others: "++++++++" },
  { number: 13, name: "Multiple instances known at design time", group: "Multiple instances", others: "++++++++" },
  { number: 14, name: "Multiple instances known at run time", group: "Multiple instances", others: "++++++++" },
  { number: 15, name: "Multiple instances not known beforehand", group: "Multiple instances", others: "++~~-+~-" },
  { number: 16, name: "Deferred choice", group: "State", others: "++~~~++~" },
  { number: 17, name: "Interleaved parallel routing", group: "State", others: "+~---~~-" },
  { number: 18, name: "Milestone", group: "State", others: "+~~--~~-" },
  { number: 19, name: "Cancel task", group: "Cancellation and forced completion", others: "+~~-~++~" },
  { number: 20, name: "Cancel case", group: "Cancellation and forced completion", others: "++++++++" },
  { number: 21, name: "Structured loop", group: "Iteration", others: "+++++++~" },
  { number: 22, name: "Recursion", group: "Iteration", others: "+++++++~" },
  { number: 23, name: "Transient trigger", group: "Triggers", others: "~--+-~~-" },
  { number: 24, name: "Persistent trigger", group: "Triggers", others: "+++-+~~~" },
  { number: 25, name: "Cancel region", group: "Cancellation and forced completion", others: "+~---~~~" },
  {
    number: 26,
    name: "Cancel multiple instance activity",
    group: "Cancellation and forced completion",
    others: "+~~~~+~~",
  },
  {
    number: 27,
    name: "Complete multiple instance activity",
    group: "Cancellation and forced completion",
    others: "+~~---~-",
  },
  { number: 28, name: "Blocking discriminator", group: "Branching and synchronization", others: "~~----~-" },
  { number: 29, name: "Cancelling discriminator", group: "Branching and synchronization", others: "+~---~+~" },
  { number: 30, name: "Structured partial join", group: "Branching and synchronization", others: "~~----~-" },
  { number: 31, name: "Blocking partial join", group: "Branching and synchronization", others: "~~----~-" },
  { number: 32, name: "Cancelling partial join", group: "Branching and synchronization", others: "~~----~-" },
  { number: 33, name: "Generalised AND-join", group: "Branching and synchronization", others: "~~----~-" },
  { number: 34, name: "Static partial join for multiple instances", group: "Multiple instances", others: "~~~---~-" },
  {
    number: 35,
    name: "Cancelling partial join for multiple instances",
    group: "Multiple instances",
    others: "~~~---~-",
  },
  { number: 36, name: "Dynamic partial join for multiple instances", group: "Multiple instances", others: "~~----~-" },
  { number: 37, name: "Local synchronizing merge", group: "Branching and synchronization", others: "++~+~++~" },
  { number: 38, name: "General synchronizing merge", group: "Branching and synchronization", others: "--------" },
  { number: 39, name: "Critical section", group: "State", others: "~+~~~~--" },
  { number: 40, name: "Interleaved routing", group: "State", others: "+~----~-" },
  { number: 41, name: "Thread merge", group: "Branching and synchronization", others: "~~----~-" },
  { number: 42, name: "Thread split", group: "Branching and synchronization", others: "~~~~~~~~" },
  { number: 43, name: "Explicit termination", group: "Termination", others: "+++~+~++" },
]
