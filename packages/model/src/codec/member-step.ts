const identifier = /^[A-Za-z_$][\w$]*$/

/** How a path goes on from an object to its property: `.name`, or `["a name"]`. */
export const memberStep = (key: string): string => (identifier.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)
