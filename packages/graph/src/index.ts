export { statelyConfig, toJson } from "./json/to-json.ts"
export type {
  StatelyConfig,
  StatelyInvoke,
  StatelyMeta,
  StatelyName,
  StatelyState,
  StatelyTransition,
} from "./json/stately-config.ts"
export { LayoutFailed } from "./layout/layout-failed.ts"
export { layout } from "./layout/layout.ts"
export type { Box, Layout, PlacedEdge, PlacedNode, PlacedProcedure, Point } from "./layout/placed.ts"
export { toMermaid } from "./mermaid/to-mermaid.ts"
export { pictureOf } from "./picture/picture-of.ts"
export type { EdgeKind, FoldedSegment, Picture, PictureEdge, PictureNode, ProcedurePicture } from "./picture/picture.ts"
export { ChartBroken } from "./picture/chart-broken.ts"
export { svgOf, toSvg } from "./svg/to-svg.ts"
