import { statfsSync } from "node:fs"
import { dirname } from "node:path"
import { NetworkDisk } from "../errors/network-disk.ts"

/** What Linux calls file systems whose files other machines may change, or whose locks they do not see. */
const network: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xfe534d42, "SMB"],
  [0xff534d42, "CIFS"],
  [0x5346414f, "AFS"],
  [0x564c, "NCP"],
  [0x73757245, "Coda"],
])

/** File systems behind which there may be such a one: shares of virtual machines, and drivers of all kinds. */
const doubtful: ReadonlyMap<number, string> = new Map([
  [0x01021997, "9p"],
  [0x65735546, "FUSE"],
  [0x6a656a63, "virtiofs"],
  [0x786f4256, "VirtualBox share"],
  [0xbacbacbc, "VMware share"],
])

/**
 * Refuses a folder on a network, and warns of one that may be: the processes of several machines do not see each
 * other's locks there, and SQLite would damage the file. Other systems than Linux do not say; there, only paths of
 * Windows shares are known. Throws `NetworkDisk`.
 */
export const requireLocalDisk = (path: string, platform: NodeJS.Platform = process.platform): void => {
  if (platform === "win32" && path.startsWith("\\\\")) throw new NetworkDisk(path, "a Windows share")
  if (platform !== "linux") return
  const kind = kindOf(dirname(path))
  if (kind === undefined) return
  const refused = network.get(kind)
  if (refused !== undefined) throw new NetworkDisk(path, refused)
  const share = doubtful.get(kind)
  if (share !== undefined) {
    process.emitWarning(
      `The database ${path} stands on a shared file system (${share}). Let only processes of one machine use it, or put it on a local disk.`,
      { type: "StatewrightWarning", code: "STORE-018" },
    )
  }
}

const kindOf = (folder: string): number | undefined => {
  try {
    return statfsSync(folder).type >>> 0
  } catch {
    // Whoever opens the file says what is wrong with the path.
    return undefined
  }
}
