#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file or a folder of a folder.
struct Entry {
  let name: String
  let isFolder: Bool
}

/// What is in a folder, without ``Noise``; links are files. Empty when it cannot be read.
func entries(of folder: String) -> [Entry] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var entries: [Entry] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard name != ".", name != "..", !Noise.isNoise(name) else { continue }
    entries.append(Entry(name: name, isFolder: isFolder("\(folder)/\(name)", entry.pointee.d_type)))
  }
  return entries
}

/// Some file systems leave it to `lstat` to tell.
private func isFolder(_ path: String, _ type: UInt8) -> Bool {
  guard Int(type) == Int(DT_UNKNOWN) else { return Int(type) == Int(DT_DIR) }
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
