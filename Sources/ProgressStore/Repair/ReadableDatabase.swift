import Foundation

/// Changes a damaged database so that SQLite opens it: its beginning becomes that of `model`, a whole
/// one, where it is none, and what was cut off becomes empty pages, which are then found out one by
/// one.
func makeReadable(_ path: String, like model: String) throws {
  let header = try DatabaseHeader(of: path)
  let length = max(
    size(of: path), (header.isSound ? header.size : nil) ?? 0, try sizeByLog(of: path),
    DatabaseHeader.pageSize)
  guard let file = FileHandle(forUpdatingAtPath: path) else {
    throw unusable(path, String(cString: strerror(errno)))
  }
  try file.truncate(atOffset: UInt64(length))
  if !header.isSound {
    try file.seek(toOffset: 0)
    try file.write(contentsOf: Data(DatabaseHeader(of: model).with(size: length).bytes))
  }
  try file.close()
}

/// How long a database is by its log, in bytes: 0 without one
/// (https://www.sqlite.org/fileformat.html#the_write_ahead_log).
private func sizeByLog(of path: String) throws -> Int64 {
  guard let log = FileHandle(forReadingAtPath: path + "-wal") else { return 0 }
  let start: UInt64 = 32
  let frame = 24 + UInt64(DatabaseHeader.pageSize)
  var pages: Int64 = 0
  var offset = start
  while true {
    try log.seek(toOffset: offset)
    guard let head = try log.read(upToCount: 8), head.count == 8 else { break }
    pages = max(pages, head[4...].reduce(0) { $0 << 8 | Int64($1) })
    offset += frame
  }
  // A log that is damaged may tell anything.
  let most = size(of: path) + size(of: path + "-wal")
  return min(pages * DatabaseHeader.pageSize, most)
}
