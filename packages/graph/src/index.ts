export { pictureOf } from "./picture/picture-of.ts"
export { toSvg } from "./svg/to-svg.ts"
