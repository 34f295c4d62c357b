import { step, workflow } from "statewright"
import { z } from "zod"
import { glue, newAlbum, describe } from "../album.ts"
import { world } from "../world.ts"

export const findPhoto = step("findPhoto", {
  input: z.object({ page: z.number() }),
  output: z.object({ title: z.string(), taken: z.date(), size: z.bigint() }),
  run: async ({ page }, context) => {
    await world.enter("findPhoto", context)
    return { title: `photo ${page}`, taken: new Date(page * 86_400_000), size: 2n ** 64n + BigInt(page) }
  },
})

/** Everything here lives across waits: what is told apart in memory must be told apart after storage. */
export const keepsakes = workflow(
  "keepsakes",
  { input: z.object({ pages: z.number().int() }), output: z.array(z.string()) },
  async ({ pages }) => {
    const album = newAlbum()
    const { cover, byTitle } = album
    const numbers = [Number.NaN, -0, 0, Number.POSITIVE_INFINITY]
    let nothing: string | undefined
    for (let page = 0; page < pages; page++) {
      const photo = await findPhoto({ page })
      // statewright-ignore SW4115 because what is stored whole must be told apart too
      glue(album, photo)
      // The same object is reached by three ways.
      cover.views++
      byTitle.set(`page ${page}`, photo)
      if (photo.size < 0n) nothing = photo.title
    }
    return [
      ...describe(album, cover, byTitle),
      ...numbers.map((number) => (Object.is(number, -0) ? "-0" : `${number}`)),
      `${nothing}`,
    ]
  },
)
