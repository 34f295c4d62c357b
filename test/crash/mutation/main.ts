import { mutations } from "./mutations.ts"
import { prove } from "./prove.ts"

// `pnpm chaos:mutations`: takes the guards of the engine away one at a time, in a copy of the tree, and shows which
// promises break then. First with nothing taken away, which must break none. Exit code 1: something was not noticed.
const seed = Number(process.argv[2] ?? Date.now() % 1_000_000)
const print = (text: string): boolean => process.stdout.write(`${text}\n`)

print(`From seed ${seed} on.\n\n| taken away | noticed | rounds | broken |\n| --- | --- | --- | --- |`)
const line = ({ removes, isRed, rounds, broken }: Awaited<ReturnType<typeof prove>>): boolean =>
  print(`| ${removes} | ${isRed ? "yes" : "NO"} | ${rounds} | ${broken.join(" ")} |`)

const sound = await prove({ removes: "nothing", edits: [] }, { seed, rounds: 2 })
line(sound)
let unnoticed = sound.isRed ? 1 : 0
for (const mutation of mutations) {
  const proof = await prove(mutation, { seed, rounds: 5 })
  line(proof)
  if (!proof.isRed) unnoticed++
}
process.exitCode = unnoticed === 0 ? 0 : 1
