import type { Finding } from "./finding.ts"

const needed = [22, 18] as const

/** Whether this Node is new enough. */
export const checkNode = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  const enough = major > needed[0] || (major === needed[0] && minor >= needed[1])
  const says = `Node ${version}`
  if (enough) return { subject: "node", status: "ok", says }
  return {
    subject: "node",
    status: "wrong",
    says: `${says} is older than ${needed.join(".")}`,
    remedy: "Install a newer one from https://nodejs.org, or add it to the project: npm install --save-dev node",
  }
}
