import type { GroupWord } from "@statewright/model"

import { bareExpression } from "../1-read/bare-expression.ts"
import { type HelperSource, helperOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { operandsOf } from "./await-meaning.ts"
import { mayBeginBehind } from "./begin-together.ts"
import { namesConstants } from "./constant-argument.ts"
import {
  type BegunCall,
  type DirectCall,
  givenFor,
  type GroupCall,
  type GroupMember,
  type KnownHelper,
  type Scope,
} from "./given-function.ts"
import { mayThrow, optionsOf } from "./group-options.ts"
import { isAsync, isFunctionExpression, isGenerator } from "./local-function.ts"
import { unseen } from "./refused-group.ts"

/** Where a group is looked at. */
export interface Around {
  readonly checker: ts.TypeChecker
  readonly scope: Scope
  /** What a call begins. */
  readonly begin: (call: ts.CallExpression) => BegunCall | undefined
  /** A helper as it is called here. */
  readonly take: (helper: HelperSource) => KnownHelper
}

/** Takes the branches of a group, one after the other, until one cannot be seen. */
export const groupMembers = (word: GroupWord, options: ts.Expression | undefined, around: Around) => {
  const { checker, begin } = around
  const { losers, maxParallelism } = optionsOf(options, checker)
  const members: GroupMember[] = []
  const handed: ts.Node[] = []
  const hasRun = (): boolean => members.some((each) => each.kind === "function" || isHelper(each.begun))

  const addCall = (call: ts.CallExpression, named: { readonly name?: string }): Diagnostic | undefined => {
    const begun = word === "fork" ? undefined : begin(call)
    if (begun === undefined || begun.kind === "through" || begun.kind === "chain") {
      return unseen(word, call, "notAFunction")
    }
    if (isHelper(begun) && losers.some((each) => each !== "await")) return unseen(word, call, "cannotBeCut")
    if (maxParallelism !== undefined) return unseen(word, call, "hasBegun")
    const before = { isFirst: members.length === 0, hasRun: hasRun() }
    if (!mayBeginBehind(begun, before, checker)) return unseen(word, call, "beginsEarly")
    members.push({ ...named, kind: "begun", begun })
    return undefined
  }

  const add = (node: ts.Node, name?: string): Diagnostic | undefined => {
    const named = name === undefined ? {} : { name }
    const bare = ts.isExpression(node) ? bareExpression(node) : node
    if (ts.isCallExpression(bare)) return addCall(bare, named)
    const wanted = `${word}_${(name ?? String(members.length + 1)).replaceAll(/[^\w$]/g, "_")}`
    const helper = functionFor(node, wanted, around)
    if (helper === undefined) return unseen(word, node, "notAFunction")
    handed.push(bare)
    members.push({ ...named, kind: "function", helper })
    return undefined
  }

  const group = (call: ts.CallExpression): GroupCall | Diagnostic => {
    const begun = members.flatMap((member) => (member.kind === "begun" ? [member.begun] : []))
    if (options !== undefined && begun.length > 0) {
      const isSeen = !mayThrow(options, checker) && (!begun.some(isHelper) || namesConstants(options, checker))
      if (!isSeen) return unseen(word, options, "beginsEarly")
    }
    return {
      kind: "group",
      word,
      call,
      members,
      handed,
      passed: [...begun.flatMap(operandsOf), ...(options === undefined ? [] : [options])],
      ...(options !== undefined && { options }),
    }
  }

  return { add, group }
}

/** Whether code of the author's runs as soon as it is called. */
const isHelper = ({ kind }: DirectCall): boolean => kind === "call" || kind === "group"

/** The function that a group calls, if its code is known. */
export const functionFor = (node: ts.Node, name: string, { checker, scope, take }: Around): KnownHelper | undefined => {
  if (ts.isMethodDeclaration(node)) return isAsyncMethod(node) ? take({ name, body: node }) : undefined
  if (!ts.isExpression(node)) return undefined
  const bare = bareExpression(node)
  const given = givenFor(bare, scope, checker)
  if (given?.kind === "helper") return given.helper
  if (given?.kind === "begins") return { name, body: given.node, home: given.home, given: new Map() }
  if (given !== undefined) return undefined
  if (!isFunctionExpression(bare)) {
    const helper = helperOf(bare, checker)
    return helper && take(helper)
  }
  const own = ts.isFunctionExpression(bare) ? bare.name?.text : undefined
  // What is no async function can call itself only as one that runs as it stands.
  if (isGenerator(bare) || (own !== undefined && !isAsync(bare))) return undefined
  return take({ name: own ?? name, body: bare })
}

const isAsyncMethod = (node: ts.MethodDeclaration): node is ts.MethodDeclaration & { readonly body: ts.Block } =>
  node.body !== undefined && isAsync(node) && !isGenerator(node)
