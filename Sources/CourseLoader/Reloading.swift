import CourseModel
import Incremental

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CourseLoader {
  /// The notes in `files`, read again, when nothing but their texts is new since they were put on
  /// the shelf; `nil` when the whole course has to be loaded.
  public func reload(_ files: Set<String>, since shelf: NoteShelf) throws -> [LoadedNote]? {
    var folder = try CourseFolder(root: root, tree: tree(of: []))
    folder.notSecret = shelf.notSecret
    var notes: [LoadedNote] = []
    for file in files.sorted() {
      guard let known = shelf[file], known.stamp != nil, isPlainFile(folder.path(file)),
        let note = known.reread(in: folder), note.differsInTextAlone(from: known)
      else { return nil }
      notes.append(note)
    }
    return notes
  }

  private func isPlainFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}

extension LoadedNote {
  /// With what bash says; `nil` when it cannot be asked. It is not asked about the same text again,
  /// because starting it takes longer than all that a save needs.
  fileprivate func reread(in folder: CourseFolder) -> LoadedNote? {
    let place = NoteFile(file: file, path: path, stamp: stamp)
    let loaded = LoadedNote.read(place, in: folder, known: nil)
    let asked = loaded.shellTexts.filter { !soundShell.contains($0.text) }
    let findings = Findings()
    let answers = ShellSyntax.diagnostics(of: asked, findings)
    guard findings.diagnostics.isEmpty else { return nil }
    let unsound = Set(answers.keys.map { asked[$0].text })
    return loaded.with(
      answers.values.sorted(),
      soundShell: Set(loaded.shellTexts.map(\.text)).subtracting(unsound))
  }

  fileprivate func differsInTextAlone(from other: LoadedNote) -> Bool {
    guard let note, let known = other.note else { return false }
    return note.with(body: Markdown(""), version: 0) == known.with(body: Markdown(""), version: 0)
      && diagnostics.sorted() == other.diagnostics.sorted()
  }
}
