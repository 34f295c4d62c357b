/** Whether a call is one of a step of the framework's own: nobody sees it do anything, and it leaves no dead letter. */
export const isBuiltIn = ({ name }: { readonly name: string }): boolean => name === "validate"
