import { isSlowSchema } from "../error/schema-timed-out.ts"
import { isDamage } from "../history/read-stored.ts"
import { isEndless } from "../machine/is-endless.ts"

/** Whether an error from outside the author's code lets a run rest where it is, so that it goes on once it is mended. */
export const restsRun = (error: unknown): boolean => isEndless(error) || isDamage(error) || isSlowSchema(error)
