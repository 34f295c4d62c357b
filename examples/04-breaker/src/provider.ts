/** Somebody else's service that takes money, and that may be down: then it takes long to say so. */
export interface Provider {
  pay: (id: string) => Promise<string>
}

/** The provider of this process; a test or the demo puts its own here. */
export const provider: Provider = { pay: async (id) => `receipt-${id}` }
