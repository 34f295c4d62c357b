/** An object as its reader made it: still empty, with what is to be put into it. */
export interface Opened {
  readonly object: object
  readonly fill?: Fill
}

/** The trees that are still to be read for an object, and where their values go. */
export interface Fill {
  readonly trees: readonly unknown[]
  readonly put: (value: unknown, index: number) => void
  /** Called once, after the last. */
  readonly end?: () => void
}

/** For what must be walked (its parts may change) but takes nothing: a frozen object keeps what it has. */
export const ignore = (): void => {}
