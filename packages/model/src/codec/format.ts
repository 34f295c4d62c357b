/**
 * The format of everything that the codec writes; a reader refuses a newer one.
 *
 * A text is JSON without white space: `[version, tree]`. In a tree
 * - `null`, booleans, finite numbers and strings stand for themselves, and so does a plain object;
 * - an array whose first element is a string is tagged (see `tags`); any other array stands for itself;
 * - every object of the value (each tag below `array` included) has a number: counted from 0 in the order in which the
 *   trees open. It is written out where it is met first; from then on it is `["r", number]`.
 */
export const codecVersion = 1

/** The first element of a tagged array. */
export const tags = {
  /** `["u"]` */
  undefined: "u",
  /** `["n", "NaN" | "Infinity" | "-Infinity" | "-0"]` */
  number: "n",
  /** `["b", decimal digits]`, or with `0x` before hexadecimal ones. */
  bigint: "b",
  /** `["r", number]`: an object that was met before. */
  reference: "r",
  /** `["w", number, tree]`: an object of the heap, which now has this content. */
  rewritten: "w",
  /** `["+", number, ...]`: an array, Map or Set of the heap with these elements more. */
  grown: "+",
  /** `["f", tree]`: frozen. */
  frozen: "f",
  /** `["a", ...elements]`: an array that begins with a string. */
  array: "a",
  /** `["h", length, index, element, ...]`: an array with holes. */
  sparse: "h",
  /** `["o", object]`: an object without a prototype. */
  bare: "o",
  /** `["d", milliseconds or null]` */
  date: "d",
  /** `["m", key, value, ...]` */
  map: "m",
  /** `["s", ...elements]` */
  set: "s",
  /** `["x", source, flags, lastIndex]` */
  regexp: "x",
  /** `["B", base64]`: an ArrayBuffer. */
  bytes: "B",
  /** `["T", class, offset, length, buffer]`: a typed array or a DataView. */
  view: "T",
  /** `["E", class, tag or null, stack or null, number of hidden ones, property, value, ...]` */
  error: "E",
  /** `["p", wait]`: the promise of something that was begun. */
  pending: "p",
} as const
