#if canImport(Glibc)
  public import Glibc
#else
  public import Darwin
#endif

/// The whole of a regular file; `nil` when it cannot be read.
public func fileBytes(of path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  var hasFailed = false
  let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
    count = 0
    while count < buffer.count {
      let got = read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { hasFailed = true }
      if got <= 0 { break }
      count += got
    }
  }
  return hasFailed ? nil : bytes
}

/// Writes a file whose content is these parts, one behind the other; one that was there is cut off
/// first. `false`, with `errno`, when that fails: a part of it may be there then.
public func writeFile(_ path: String, _ parts: [UInt8]..., mode: mode_t) -> Bool {
  writtenFile(path, parts, mode: mode) != nil
}

/// The same, with the stamp that the file has then; `nil` when that fails.
public func writtenFile(_ path: String, _ parts: [[UInt8]], mode: mode_t) -> FileStamp? {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  for part in parts {
    let isWritten = part.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let count = write(
          descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        start += count
      }
      return true
    }
    guard isWritten else { return nil }
  }
  var status = stat()
  return fstat(descriptor, &status) == 0 ? FileStamp(status) : nil
}
