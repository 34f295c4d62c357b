import { waitForEvent } from "statewright"
import { z } from "zod"

export const Ballot = z.object({
  motion: z.string(),
  member: z.string(),
  yes: z.boolean(),
  at: z.iso.date().transform((text) => new Date(`${text}T00:00:00Z`)),
})

export const isSigned = ({ member }: z.infer<typeof Ballot>): boolean => member !== ""

/** The ballot of one member; an abstention where none comes in time. */
export const ballotOf = async (motion: string, member: string, since: Date): Promise<boolean | "abstains"> => {
  const ballot = await waitForEvent("ballot", {
    schema: Ballot,
    where: (each) => each.motion === motion && each.member === member && each.at >= since && isSigned(each),
    timeout: "20 hours",
    onTimeout: undefined,
  })
  return ballot?.yes ?? "abstains"
}
