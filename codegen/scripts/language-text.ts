import { diagnosticCodes, explain, type Explanation } from "../src/diagnostic/explain.ts"
import { type Construct, readConstructs } from "./read-constructs.ts"
import { readRefusals, type Refusal } from "./read-refusals.ts"

/** The text of `docs/language.md`: what the fixtures in a folder show, and what the messages say. */
export const languageText = (fixtures: string): string => {
  const constructs = readConstructs(fixtures)
  const cases = readRefusals(fixtures)
  const explanations = diagnosticCodes.map((code) => explain(code)).filter((each) => each !== undefined)
  const refusals = explanations.filter(({ severity }) => severity === "error")
  const warnings = explanations.filter(({ severity }) => severity === "warning")
  const blocks = [
    "<!-- Generated from codegen/fixtures and codegen/messages. Do not edit: run `node codegen/scripts/language-page.ts`. -->",
    "# The language",
    "A workflow is an async function in TypeScript. Codegen compiles all of it that this page shows, and a compiled workflow does what its function does. The rest it refuses with a code, a place and a remedy: nothing is ignored, and nothing is compiled into something else. Tests compile every piece of code that stands here.",
    "## What is supported",
    "Whatever does not wait is left as the author wrote it, so all of TypeScript is at hand there. What follows may wait: `ask`, `load` and their like are steps, exported by the same file.",
    constructs.map(({ title }) => `- [${title}](#${anchorOf(title)})`).join("\n"),
    ...constructs.flatMap(constructBlocks),
    "## What is refused, and why",
    "`statewright explain CODE` prints the same. An example that declares nothing stands for the body of a workflow.",
    listOf(refusals),
    ...refusals.flatMap((each) => explanationBlocks(each, cases)),
    "## What is warned of",
    "A warning holds nothing up. A comment with a reason silences it, on the line above or at the end of the same line: `// statewright-ignore SW4112 because the error is logged`. Errors cannot be silenced.",
    listOf(warnings),
    ...warnings.flatMap((each) => explanationBlocks(each, cases)),
  ]
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`
}

const listOf = (explanations: readonly Explanation[]): string =>
  explanations.map(({ code, title }) => `- [${code}](#${code.toLowerCase()}) ${title}`).join("\n")

const constructBlocks = ({ title, source, workflows }: Construct): string[] => [
  `### ${title}`,
  ...workflows.flatMap(({ sentence, code }) => [sentence, codeBlock(code)]),
  `[The whole file](../${source})`,
]

const explanationBlocks = (explanation: Explanation, cases: readonly Refusal[]): string[] => {
  const { code, title, severity, message, hint, bad, good } = explanation
  return [
    `### ${code}`,
    `**${title}**`,
    `> ${message}`,
    explanation.explanation,
    // A code for many constructs says little without them.
    message.includes("CONSTRUCT") ? casesOf(code, cases) : "",
    ...bad.flatMap((example) => [severity === "error" ? "Refused:" : "Warned of:", codeBlock(example)]),
    ...good.flatMap((example) => ["Fine:", codeBlock(example)]),
    `Remedy: ${hint}`,
  ]
}

const casesOf = (code: string, cases: readonly Refusal[]): string =>
  cases
    .filter((each) => each.code === code)
    .map(({ message, remedy }) => `- ${message} ${remedy}`)
    .join("\n")

const codeBlock = (code: string): string => `\`\`\`ts\n${code.trimEnd()}\n\`\`\``

/** What a heading is called in a link, as GitHub has it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-")
