import type { Chart } from "@statewright/model"
import { bodyOf } from "./body.ts"
import type { Body, Hosting } from "./body.ts"
import { childrenOf } from "./children-of.ts"
import { chainPicture } from "./chain-picture.ts"
import { hostedNodes } from "./hosted-nodes.ts"
import { hostedProcedures } from "./hosted-procedures.ts"
import type { Picture, PictureEdge, PictureNode, ProcedurePicture } from "./picture.ts"
import { procedureEdges } from "./procedure-edges.ts"
import { procedureNodes } from "./state-nodes.ts"

/**
 * The picture of a chart as plain data: nodes nested as the author's constructs are, arrows between them, each with
 * its state path and span.
 *
 * @example pictureOf(chart).procedures[0]?.nodes.map((node) => node.kind) // ["start", "region", "end", "end"]
 */
export const pictureOf = (chart: Chart): Picture => {
  const hosted = hostedProcedures(chart)
  const bodies = new Map(chart.procedures.map((procedure) => [procedure.name, bodyOf(procedure)]))
  const hosting: Hosting = (name = "") => {
    const body = hosted.has(name) ? bodies.get(name) : undefined
    return body && hostedNodes(procedureNodes(body, hosting), edgesOf(body))
  }
  const procedures = [...bodies.values()].flatMap((body, at) => {
    if (hosted.has(body.procedure.name)) return []
    const picture = procedurePicture(body, at === 0 ? chart.workflow : body.procedure.name, bodies, hosting)
    return [at === 0 ? chainPicture(picture, chart.chains ?? []) : picture]
  })
  return { workflow: chart.workflow, file: chart.source.file, version: chart.version, procedures }
}

const procedurePicture = (
  body: Body,
  title: string,
  bodies: ReadonlyMap<string, Body>,
  hosting: Hosting,
): ProcedurePicture => {
  const { name, span } = body.procedure
  const nodes = procedureNodes(body, hosting)
  const all = nodes.flatMap(withInner)
  const drawn = new Set(all.map(({ id }) => id))
  const inner = all.flatMap((node) => ("hosts" in node && node.hosts !== undefined ? [bodies.get(node.hosts)] : []))
  const edges = [body, ...inner].flatMap((each) => (each === undefined ? [] : edgesOf(each)))
  return { name, title, span, nodes, edges: edges.filter(({ from, to }) => drawn.has(from) && drawn.has(to)) }
}

const edgesOf = ({ procedure, index, fold }: Body): readonly PictureEdge[] =>
  procedureEdges(procedure.initial, index, fold)

const withInner = (node: PictureNode): readonly PictureNode[] => [node, ...childrenOf(node).flatMap(withInner)]
