import type { failureBrand } from "@statewright/model"

/** What every error made by `failure()` carries beside its fields. */
export interface Failure<Tag extends string = string> extends Error {
  readonly _tag: Tag
  readonly [failureBrand]: Tag
}

/** The class of a declared error, as it stands in `errors: [CardDeclined]`. */
export interface FailureType<Instance = unknown> {
  readonly tag: string
  new (fields: never): Instance
}

/** The class that `failure(tag, schema)` gives to be extended. */
export interface FailureClass<Tag extends string, Given, Fields> {
  readonly tag: Tag
  new (fields: Given): Failure<Tag> & Readonly<Fields>
}

/** The instances of the classes in a list of declared errors. */
export type InstanceOf<Errors extends readonly FailureType[]> = InstanceType<Errors[number]>

/** The tags of the classes in a list of declared errors; a sentence where the list is empty. */
export type TagOf<Errors extends readonly FailureType[]> = [Errors[number]] extends [never]
  ? "first list the error's class in the `errors` of this step"
  : Errors[number]["tag"]
