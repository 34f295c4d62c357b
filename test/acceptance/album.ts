/** What a step finds. */
export interface Photo {
  readonly title: string
  readonly taken: Date
  readonly size: bigint
}

/** A page that counts how often it was looked at. */
export interface Cover {
  views: number
  readonly back: string | undefined
}

/** A graph of objects that are shared, and one that holds itself. */
export interface Album {
  readonly cover: Cover
  readonly sameCover: Cover
  self: Album | undefined
  readonly byTitle: Map<string, Photo>
  readonly days: Set<number>
  readonly first: Photo[]
  total: bigint
}

/** An empty album. */
export const newAlbum = (): Album => {
  const cover = { views: 0, back: undefined }
  const album: Album = {
    cover,
    sameCover: cover,
    self: undefined,
    byTitle: new Map(),
    days: new Set(),
    first: [],
    total: 0n,
  }
  album.self = album
  return album
}

/** Changes the album in every place that it has. */
export const glue = (album: Album, photo: Photo): void => {
  album.byTitle.set(photo.title, photo)
  album.days.add(photo.taken.getTime())
  album.total += photo.size
  if (album.first.length === 0) album.first.push(photo)
}

/** All that can be told of it, with who is who: a copy in place of a shared object shows. */
export const describe = (album: Album, cover: Cover, byTitle: ReadonlyMap<string, Photo>): string[] => {
  const [first] = album.first
  return [
    `cover ${album.cover === cover && album.sameCover === cover} seen ${album.sameCover.views} back ${"back" in cover && cover.back === undefined}`,
    `self ${album.self === album}`,
    `map ${album.byTitle === byTitle} ${[...byTitle.keys()].join(",")}`,
    `photo ${first === byTitle.get("photo 0") && first === byTitle.get("page 0")} ${first?.taken.toISOString()} ${first?.taken instanceof Date}`,
    `days ${[...album.days].join(",")}`,
    `total ${album.total} ${typeof album.total}`,
  ]
}
