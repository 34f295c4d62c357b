import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { CopyProblem } from "./import-of.ts"
import { placeOf } from "./place-of.ts"
import { ts } from "./syntax.ts"

/** Says that the generated file can neither import nor copy what a name stands for. */
export const notExported = (
  at: ts.Node,
  name: string,
  { declaration, problem }: { readonly declaration: ts.Declaration; readonly problem: CopyProblem },
): Diagnostic =>
  diagnostic("SW3204", placeOf(at), { name, reason: problem.reason }, [
    { ...placeOf(ts.getNameOfDeclaration(declaration) ?? declaration), label: "declared here" },
    ...(problem.at === declaration ? [] : [{ ...placeOf(problem.at), label: problem.reason }]),
  ])
