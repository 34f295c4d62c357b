import type { Prepared } from "../writer/prepared.ts"
import type { LetterAlarm } from "./letter-alarm.ts"

/** The same, with the notice that there are too many dead letters, if those that it writes are the ones too many. */
export const raiseAlarm = (alarm: LetterAlarm | undefined, prepared: Prepared): Prepared => {
  const { transition } = prepared
  const failed = alarm === undefined ? undefined : transition.letters?.filter(isFailure)
  if (alarm === undefined || failed === undefined || failed.length === 0) return prepared
  const counted = failed.map((letter) => alarm.failed(letter, transition.at))
  const notices = counted.flatMap(({ notice }) => (notice === undefined ? [] : [notice]))
  return {
    ...prepared,
    ...(notices.length > 0 && {
      transition: { ...transition, notices: [...(transition.notices ?? []), ...notices] },
    }),
    undo: () => {
      prepared.undo?.()
      for (const { undo } of counted) undo()
    },
  }
}

type Letter = NonNullable<Prepared["transition"]["letters"]>[number]

const isFailure = (letter: Letter): letter is Extract<Letter, { kind: "add" | "again" }> =>
  letter.kind === "add" || letter.kind === "again"
