import Foundation
import Incremental

/// The folder of the site before the present one, while one build makes the next site of it.
struct SpareFolder: Sendable {
  /// Where it was, and where the next one is to be.
  private let home: String

  /// Where it is as long as this build has it.
  let path: String

  /// What lies in it.
  let tree: Meanwhile<FolderTree>

  /// Takes it from its `home`, so that no other build finds it there; `nil` when there is none.
  init?(from home: String, to path: String) {
    // With a slash no file is taken for a folder.
    guard rename("\(home)/", path) == 0 else { return nil }
    self.home = home
    self.path = path
    tree = Meanwhile { FolderTree(path, hidden: true, workers: Workers(1)) }
  }

  /// Does nothing when it is the site now.
  func giveBack() {
    guard rename("\(path)/", home) != 0, errno != ENOENT else { return }
    removeFolder(path, workers: Workers())
  }
}
