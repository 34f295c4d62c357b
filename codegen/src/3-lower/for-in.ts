import type { ts } from "../1-read/syntax.ts"
import { lowerExpression } from "./expression.ts"
import { keepIterated, makeCursor } from "./iterated.ts"
import { backTo, beginLoop, endLoop, joinContinues } from "./loop.ts"
import { bindTarget, type Taken, targetName } from "./loop-target.ts"
import { closeSegment, emit, exitOf, type Lowering, makeVariable, openSegment } from "./lowering.ts"
import { lowerStatement } from "./statement.ts"

/** `for..in`: its keys are those at its beginning, without those that are deleted before their turn. */
export const lowerForIn = (lowering: Lowering, statement: ts.ForInStatement, labels: readonly string[]): void => {
  const { initializer, expression } = statement
  lowerExpression(lowering, expression)
  const name = targetName(initializer)
  const object = keepIterated(lowering, expression, `${name}_in`)
  const keys = makeVariable(lowering, {
    kind: "cursor",
    name: `${name}_of`,
    node: expression,
    type: { kind: "text", text: "string[]" },
  })
  emit(lowering, {
    nodes: object.nodes,
    reads: object.reads,
    defines: [keys],
    print: (text) => `${text.variable(keys)} = ${text.abi("keysOf")}(${object.print(text)})`,
  })
  const at = makeCursor(lowering, `${name}_at`, initializer)
  const loop = beginLoop(lowering, `for_${name}`, statement, labels)
  const done = exitOf(openSegment(lowering), "done")
  done.condition = `no more ${name}`
  loop.done.push(done)
  emit(lowering, {
    nodes: object.nodes,
    reads: [at, keys, ...object.reads],
    writes: [at],
    exits: ["done"],
    print: (text) =>
      [
        `${text.variable(at)} = ${text.abi("nextKey")}(${object.print(text)}, ${text.variable(keys)}, ${text.variable(at)})`,
        `if (!(${text.variable(at)} < ${text.variable(keys)}.length)) return "done"`,
      ].join("\n"),
  })
  const taken: Taken = {
    nodes: [],
    reads: [at, keys],
    writes: [at],
    value: (text) => `${text.variable(keys)}[${text.variable(at)}++]!`,
  }
  bindTarget(lowering, initializer, taken, lowering.survey.checker.getStringType())
  lowerStatement(lowering, statement.statement)
  joinContinues(lowering, loop, statement)
  backTo(loop, closeSegment(lowering, { key: "head", code: "head", node: statement }))
  endLoop(lowering, loop)
}
