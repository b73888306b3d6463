/// Names of files that are no part of a course: what editors and systems leave behind while they
/// save, and the folders of other tools.
enum Noise {
  static func isNoise(_ name: String) -> Bool {
    names.contains(name) || endings.contains(where: name.hasSuffix)
      || beginnings.contains(where: name.hasPrefix)
      || (name.hasPrefix("#") && name.hasSuffix("#"))
  }

  /// Vim tries whether it may write a folder with a file named 4913.
  private static let names: Set<String> = [
    ".git", ".hg", ".svn", ".labs", "_site", ".build", ".DS_Store", ".idea", ".vscode",
    "__pycache__", "node_modules", "4913",
  ]
  private static let endings = [
    "~", ".swp", ".swo", ".swx", ".tmp", ".crswap", ".kate-swp", "___jb_tmp___", "___jb_old___",
  ]
  /// Foundation writes a file as `.dat.nosync…` and renames it.
  private static let beginnings = [
    ".#", ".~lock.", ".goutputstream-", ".dat.nosync", ".nfs", ".fuse_hidden",
  ]
}
