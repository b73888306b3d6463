import CourseModel
import Incremental
import Synchronization

/// The digests of files by their stamps: a page's pictures are asked about at each of its visits, and
/// a digest takes as long as reading the file ten times.
final class FileDigests: Sendable {
  private static let most = 10_000

  /// In bytes. Everybody would wait for the digest of a larger file, so its stamp has to do.
  private static let longest = 1 << 20
  private let known = Mutex<[FileStamp: String]>([:])

  func digest(of file: ServedFile) -> String {
    let stamp = file.stamp
    guard file.size <= Self.longest else {
      return Digest(of: "\(stamp.modified) \(stamp.size) \(stamp.inode)").short
    }
    if let digest = known.withLock({ $0[stamp] }) { return digest }
    let moment = FileStamp.now()
    let digest = Digest(of: file.bytes()).short
    // Of a file that may change once more and keep its stamp, nothing is remembered.
    guard stamp.isSettled(at: moment) else { return digest }
    known.withLock { known in
      if known.count == Self.most { known = [:] }
      known[stamp] = digest
    }
    return digest
  }
}
