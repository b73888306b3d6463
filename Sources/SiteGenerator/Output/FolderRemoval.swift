import Foundation
import Incremental

/// Removes a folder and all that is in it, links as links. What cannot be removed stays.
func removeFolder(_ path: String, workers: Workers) {
  let tree = FolderTree(path, hidden: true, workers: workers)
  let folders = tree.folders.sorted { $0.key.utf8.count > $1.key.utf8.count }
  _ = try? workers.results(folders.count) { number in
    let (folder, entries) = folders[number]
    for entry in entries where entry.kind != .folder {
      unlink("\(RelativeAddress.joined(path, folder))/\(entry.name)")
    }
  }
  // A folder's path is longer than that of the folder above it.
  for (folder, _) in folders { rmdir(RelativeAddress.joined(path, folder)) }
}
