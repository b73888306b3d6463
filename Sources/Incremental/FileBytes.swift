#if canImport(Glibc)
  import Glibc
#else
  import Darwin
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
