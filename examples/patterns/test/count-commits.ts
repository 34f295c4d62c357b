import { armKillPoint } from "@statewright/store/kill-point"

/** Says how often `act` commits, beside what it comes to. */
export const countCommits = async <Value>(
  act: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly commits: number }> => {
  let commits = 0
  const arm = (): void =>
    armKillPoint("tx-after", 1, () => {
      commits += 1
      arm()
    })
  arm()
  const value = await act()
  armKillPoint("tx-after", Number.POSITIVE_INFINITY, () => {})
  return { value, commits }
}
