import Foundation
import Incremental
import Testing

/// On a real folder whose files seem to have been there for a minute.
struct FolderTreeTests {
  @Test func `stays the same while nothing changes`() throws {
    try inFolder { folder in
      let before = fingerprint(folder)
      #expect(fingerprint(folder) == before)
      #expect(tree(folder).files.keys.sorted() == ["a.md", "b/c.md", "b/d/e.md"])
    }
  }

  @Test(arguments: ["rewritten", "renamed", "deleted", "added", "added folder", "replaced"])
  func `tells what is done to a file`(deed: String) throws {
    try inFolder { folder in
      let before = fingerprint(folder)
      switch deed {
      case "rewritten": try write("A", folder, "b/c.md")
      case "renamed": rename("\(folder)/b/c.md", "\(folder)/b/x.md")
      case "deleted": unlink("\(folder)/b/c.md")
      case "added": try write("c", folder, "b/y.md")
      case "added folder": mkdir("\(folder)/b/z", 0o755)
      default:
        try write("c", folder, "new")
        rename("\(folder)/new", "\(folder)/b/c.md")
      }
      #expect(fingerprint(folder) != before)
    }
  }

  @Test func `does not trust a file that has just changed`() throws {
    try inFolder { folder in
      let path = "\(folder)/b/c.md"
      try Data("x".utf8).write(to: URL(fileURLWithPath: path))
      let changed = try #require(FileStamp(of: path)).changed
      #expect(!FolderTree(folder, workers: Workers(), moment: changed + 1_000_000).isSettled)
      #expect(tree(folder).isSettled)
    }
  }

  @Test func `waits for a file that has just changed, and not for one of a coarse clock`() throws {
    try inFolder { folder in
      try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/b/c.md"))
      var tree = FolderTree(folder, workers: Workers())
      tree.settle()
      #expect(tree.isSettled)
    }
    let coarse = FileStamp(modified: 5_000_000_000, changed: 7_000_000_000, size: 1, inode: 1)
    #expect(!coarse.isSettled(at: 8_900_000_000))
    #expect(coarse.isSettled(at: 9_100_000_000))
    let fine = FileStamp(modified: 5_000_000_000, changed: 7_001_000_000, size: 1, inode: 1)
    #expect(!fine.isSettled(at: 7_011_000_000))
    #expect(fine.isSettled(at: 7_031_000_000))
  }

  @Test func `does not trust a link to stay what it is`() throws {
    try inFolder { folder in
      symlink("../a.md", "\(folder)/b/link.md")
      #expect(!tree(folder).isSettled)
    }
  }

  /// The inode's own time cannot be set, so the moment is moved on instead.
  private func fingerprint(_ folder: String) -> Fingerprint { tree(folder).fingerprint }

  private func tree(_ folder: String) -> FolderTree {
    FolderTree(folder, workers: Workers(), moment: FileStamp.now() + 60_000_000_000)
  }

  private func write(_ text: String, _ folder: String, _ file: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "folder-tree-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: "\(folder)/b/d", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for file in ["a.md", "b/c.md", "b/d/e.md", ".hidden"] { try write("c", folder, file) }
    try body(folder)
  }
}
