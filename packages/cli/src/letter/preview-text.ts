/** How many letters a command would be about, and how to go on. */
export const previewText = (verb: string, fitting: number, cap: number): string => {
  if (fitting === 0) return "No dead letter fits."
  const most = fitting > cap ? ` of which the ${cap} oldest are meant (--cap),` : ""
  return `${fitting === 1 ? "1 dead letter fits" : `${fitting} dead letters fit`},${most} and nothing was done. To ${verb} them, add --yes.`
}
