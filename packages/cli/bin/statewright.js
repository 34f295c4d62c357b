#!/usr/bin/env node
// Plain JavaScript that any Node can read: it must be able to say which Node is needed.
const needed = [22, 18]
const [major, minor] = process.versions.node.split(".").map(Number)

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `statewright needs Node ${needed.join(".")} or newer; this is Node ${process.versions.node}.\n` +
      "Install a newer Node from https://nodejs.org, or add it to the project: npm install --save-dev node\n",
  )
  process.exitCode = 1
} else {
  // From the second time on, a command starts in about half the time.
  const { enableCompileCache } = await import("node:module")
  enableCompileCache()
  await import("@statewright/cli/main")
}
