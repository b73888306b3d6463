import Foundation
import Incremental

/// A second folder with files of the site: two names for one file, where the disk can do that.
struct SiteCopy {
  private let site: String
  private let folder: String
  private let workers: Workers

  init(of site: String, at folder: String, workers: Workers) {
    self.site = site
    self.folder = folder
    self.workers = workers
  }

  /// Costs about 3 µs for each file.
  func add(_ files: [String]) throws {
    let groups = Dictionary(grouping: files, by: RelativeAddress.folder).sorted { $0.key < $1.key }
    _ = try workers.results(groups.count) { [site, folder] number in
      try makeFolder(RelativeAddress.joined(folder, groups[number].key))
      for file in groups[number].value where link("\(site)/\(file)", "\(folder)/\(file)") != 0 {
        guard copyfile(from: "\(site)/\(file)", to: "\(folder)/\(file)") else {
          throw failure("copy “\(site)/\(file)”")
        }
      }
    }
  }

  /// Whatever the folder holds by its `tree`, it then holds these files of the site and no other, and
  /// `coming` can be put there.
  func update(_ tree: FolderTree, to files: [String: FileStamp], coming: Set<String>) throws {
    for path in tree.folders.keys where files[path] != nil || coming.contains(path) {
      removeFolder("\(folder)/\(path)", workers: workers)
    }
    let present = tree.files
    var count = 0
    for (file, stamp) in present {
      if files[file].map(stamp.hasContent) == true {
        count += 1
      } else {
        removeFile(file, in: folder)
      }
    }
    guard count < files.count else { return }
    try add(files.filter { file, stamp in present[file].map(stamp.hasContent) != true }.map(\.key))
  }

  private func copyfile(from source: String, to target: String) -> Bool {
    guard let bytes = fileBytes(of: source) else { return false }
    return FileManager.default.createFile(atPath: target, contents: Data(bytes))
  }
}
