/** Reads XML as strictly as this package's tests need, and throws where it is not well formed. */
export const readXml = (text: string): { readonly root: string; readonly elements: number } => {
  const stray = /[<>]|&(?!(?:amp|lt|gt|quot|#10);)/.exec(text.replaceAll(tag, ""))
  if (stray !== null) throw new Error(`stray ${stray[0]}`)
  const open: string[] = []
  const roots: string[] = []
  const tags = [...text.matchAll(tag)].map(([whole]) => whole)
  for (const whole of tags) {
    const name = /[\w:-]+/.exec(whole)?.[0] ?? ""
    if (whole.startsWith("</")) {
      const last = open.pop()
      if (last !== name) throw new Error(`${whole} closes <${last ?? "nothing"}>`)
      continue
    }
    const attributes = [...whole.matchAll(/ ([\w:-]+)="/g)].map(([, attribute]) => attribute)
    if (new Set(attributes).size !== attributes.length) throw new Error(`${whole} has an attribute twice`)
    if (open.length === 0) roots.push(name)
    if (!whole.endsWith("/>")) open.push(name)
  }
  const [root, ...others] = roots
  if (root === undefined || others.length > 0 || open.length > 0) throw new Error("not one closed element")
  return { root, elements: tags.filter((whole) => !whole.startsWith("</")).length }
}

const tag = /<\/?[A-Za-z][\w:-]*(?: [\w:-]+="(?:[^"<&]|&(?:amp|lt|gt|quot|#10);)*")*\/?>/g
