import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { makeLine, type Waiter } from "../../src/limit/line.ts"
import { rateWindow, type Resource, slots } from "../../src/limit/resource.ts"

const limits = { a: 1, b: 2, all: 3 } as const
const rates = { quick: [2, 10], slow: [1, 35] } as const
type Name = keyof typeof limits | keyof typeof rates

/** Who needs the same stands in the same lane. */
const lanes: readonly (readonly Name[])[] = [
  ["a"],
  ["b"],
  ["a", "all"],
  ["b", "all"],
  ["quick", "b"],
  ["slow", "all"],
  ["quick"],
]

const acts = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("come" as const),
        lane: fc.nat(lanes.length - 1),
        priority: fc.integer({ min: -1, max: 1 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom("end" as const, "leave" as const, "undo" as const),
        which: fc.nat(20),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), millis: fc.nat(20) }) },
  ),
  { maxLength: 80, size: "max" },
)

const ascending = (one: number, other: number): number => one - other

interface Job {
  readonly place: number
  readonly priority: number
  readonly needs: readonly Name[]
  at?: number
}

/** As it is meant, without any care for speed: looks at everybody whenever anything happens. */
const reference = () => {
  let now = 0
  let waiting: Job[] = []
  const begun: { name: Name; at: number; job: Job }[] = []
  let atWork: Job[] = []
  const isFree = (name: Name): boolean =>
    name in rates
      ? begun.filter((one) => one.name === name && one.at > now - rates[name as "quick"][1]).length <
        rates[name as "quick"][0]
      : atWork.filter(({ needs }) => needs.includes(name)).length < limits[name as "a"]
  const settle = (): void => {
    for (;;) {
      const next = waiting
        .toSorted((one, other) => other.priority - one.priority || one.place - other.place)
        .find(({ needs }) => needs.every(isFree))
      if (next === undefined) return
      waiting = waiting.filter((job) => job !== next)
      next.at = now
      atWork.push(next)
      for (const name of next.needs) begun.push({ name, at: now, job: next })
    }
  }
  return {
    come: (job: Job) => {
      waiting.push(job)
      settle()
    },
    end: (place: number) => {
      atWork = atWork.filter((job) => job.place !== place)
      settle()
    },
    undo: (place: number) => {
      atWork = atWork.filter((job) => job.place !== place)
      for (const one of begun.filter(({ job }) => job.place === place)) begun.splice(begun.indexOf(one), 1)
      settle()
    },
    leave: (place: number) => {
      waiting = waiting.filter((job) => job.place !== place)
    },
    pass: (to: number) => {
      now = to
      settle()
    },
    /** When time alone changes something. */
    nextAt: (): number =>
      Math.min(...begun.map(({ name, at }) => at + (rates[name as "quick"]?.[1] ?? Infinity)).filter((at) => at > now)),
    seen: () => ({
      waiting: waiting.map(({ place }) => place).toSorted(ascending),
      atWork: atWork.map(({ place }) => place).toSorted(ascending),
    }),
  }
}

describe("a line", () => {
  it("P.9 lets exactly those go on, at exactly the times, whom a simple model lets go on", () => {
    fc.assert(
      fc.property(acts, (plan) => {
        const model = reference()
        const line = makeLine()
        const resources: Readonly<Record<Name, Resource>> = {
          a: slots(limits.a),
          b: slots(limits.b),
          all: slots(limits.all),
          quick: rateWindow(...rates.quick),
          slow: rateWindow(...rates.slow),
        }
        const waiting = new Map<number, Waiter>()
        const atWork = new Map<number, { needs: readonly Resource[]; at: number }>()
        let now = 0
        for (const [place, act] of plan.entries()) {
          const picked = (from: ReadonlyMap<number, unknown>): number | undefined => {
            const all = [...from.keys()].toSorted(ascending)
            return act.kind === "come" || act.kind === "pass" ? undefined : all[act.which % all.length]
          }
          switch (act.kind) {
            case "come": {
              const names = lanes[act.lane] ?? []
              const needs = names.map((name) => resources[name])
              model.come({ place, priority: act.priority, needs: names })
              if (line.enter(needs, now)) {
                atWork.set(place, { needs, at: now })
                break
              }
              const waiter: Waiter = {
                lane: String(act.lane),
                needs,
                priority: act.priority,
                place,
                granted: (at) => {
                  waiting.delete(place)
                  atWork.set(place, { needs, at })
                },
              }
              waiting.set(place, waiter)
              line.join(waiter, now)
              break
            }
            case "end":
            case "undo": {
              const ended = picked(atWork)
              if (ended === undefined) break
              const { needs = [], at = 0 } = atWork.get(ended) ?? {}
              atWork.delete(ended)
              for (const need of needs) {
                if (act.kind === "end") need.giveBack()
                else need.undo(at)
              }
              line.freed(needs, now)
              model[act.kind](ended)
              break
            }
            case "leave": {
              const left = picked(waiting)
              const waiter = waiting.get(left ?? -1)
              if (left === undefined || waiter === undefined) break
              // Twice is as good as once.
              if (line.leave(waiter) && !line.leave(waiter)) waiting.delete(left)
              model.leave(left)
              break
            }
            case "pass": {
              // As the engine's clock does it: from moment to moment at which somebody may go on.
              const to = now + act.millis
              for (let at = model.nextAt(); at <= to; at = model.nextAt()) model.pass(at)
              model.pass(to)
              for (let at = line.nextAt(now); at !== undefined && at <= to; at = line.nextAt(now)) {
                now = at
                line.passed(now)
              }
              now = to
              line.passed(now)
            }
          }
          expect({
            waiting: [...waiting.keys()].toSorted(ascending),
            atWork: [...atWork.keys()].toSorted(ascending),
          }).toEqual(model.seen())
        }
      }),
      { numRuns: 1000 },
    )
  })

  it("P.9 keeps what time alone has freed for those who stood there before", () => {
    const line = makeLine()
    const quick = rateWindow(1, 10)
    expect(line.enter([quick], 0)).toBe(true)
    const turns: number[] = []
    line.join({ lane: "a", needs: [quick], priority: 0, place: 1, granted: (at) => turns.push(at) }, 5)
    // Nobody has said that time has passed.
    expect(line.enter([quick], 12)).toBe(false)
    expect(turns).toEqual([12])
  })

  it("P.9 knows no limit below none, and stands still where nothing is ever free", () => {
    const line = makeLine()
    expect(line.enter([], 0)).toBe(true)
    expect(line.nextAt(0)).toBeUndefined()
    line.passed(5)
  })
})

describe("a rate", () => {
  it("P.9 N.5 counts what began before a restart, and forgives a clock that was set back by more than its time", () => {
    const rate = rateWindow(2, 100, [50, 10])
    expect(rate.isFree(60)).toBe(false)
    expect(rate.freeAt(60)).toBe(110)
    expect(rate.isFree(110)).toBe(true)
    rate.take(110)
    expect(rate.freeAt(110)).toBe(150)
    // A little: as it was. By a day: no longer than its time.
    expect(rate.freeAt(20)).toBe(150)
    expect(rate.freeAt(-86_400_000)).toBe(-86_400_000 + 100)
    expect(rate.isIdle(-86_400_000 + 100)).toBe(true)
  })

  it("P.9 whose limit became lower waits until so few are left", () => {
    const rate = rateWindow(1, 100, [10, 20, 30])
    expect(rate.freeAt(40)).toBe(130)
  })
})
