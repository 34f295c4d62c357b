import type { AliasableExpression, ExpressionBuilder } from "kysely"
import type { Tables } from "./schema.ts"

/**
 * When the run that an id names now was made: of one that has not begun nobody comes, and where there is none, the last that
 * had it is meant.
 */
export const madeAt = (
  e: ExpressionBuilder<Tables, keyof Tables>,
  id: string,
  column: "parent" | "root",
): AliasableExpression<number | null> =>
  e.fn.coalesce(
    e.selectFrom("runs").select("created_at").where("id", "=", id),
    e
      .selectFrom("inbox")
      .select((c) => c.lit(-1).as("none"))
      .where("run_id", "=", id)
      .where("inbox.id", "=", "start"),
    e
      .selectFrom("links")
      .select((c) => c.fn.max(`links.${column}_at`).as("last"))
      .where(`links.${column}_id`, "=", id),
  )
