import CourseModel
import Incremental

/// Notes as they were loaded, by file, for the next load.
public struct NoteShelf: Sendable {
  private var notes: [String: LoadedNote] = [:]

  /// What was let through when the notes were read: see ``LeakGate``.
  private var gate = LeakGate()

  public init() {}

  init(_ notes: [LoadedNote], gate: LeakGate) {
    self.gate = gate
    self.notes = Dictionary(notes.map { ($0.file, $0) }) { _, last in last }
  }

  /// The note in a file: from the shelf when neither stamp nor content changed, or else read anew.
  func note(for place: NoteFile, in folder: CourseFolder) -> LoadedNote {
    let known = gate == folder.gate ? notes[place.file] : nil
    if let stamp = place.stamp, let known, known.path == place.path, known.stamp == stamp,
      stamp.isSettled(at: known.moment)
    {
      return known
    }
    return LoadedNote(place, in: folder, known: known)
  }
}

/// Where a note is to be read, before it is.
struct NoteFile: Sendable {
  let file: String

  /// Of its page.
  let path: String
  let stamp: FileStamp?
}

/// What came of reading one note.
struct LoadedNote: Sendable {
  let file: String
  let path: String
  var stamp: FileStamp?

  /// When the stamp was taken.
  var moment: Int64

  /// `nil` when the file is no text.
  let note: Note?
  let addresses: [NoteAddress]
  var diagnostics: [Diagnostic]

  /// What bash is still to be asked about; its answers belong to the ``diagnostics``.
  var shellTexts: [ShellText] = []
}

extension LoadedNote {
  /// Reads the file. `known` is what it held before: the same bytes give the same note.
  init(_ place: NoteFile, in folder: CourseFolder, known: LoadedNote?) {
    let findings = Findings()
    var stamp = place.stamp
    var note: Note?
    var addresses: [NoteAddress] = []
    switch fileContents(folder.path(place.file), limit: CourseFolder.fileSizeLimit) {
    case .failure(let problem):
      stamp = nil
      findings.error(
        at: SourceLocation(file: place.file), problem.message, remedy: problem.remedy)
    case .success(let (bytes, read)):
      if stamp != nil { stamp = read }
      let version = Fingerprint(of: bytes).value
      if let known, known.path == place.path, known.note?.version == version {
        self = known
        self.stamp = stamp
        moment = folder.tree.moment
        return
      }
      if let source = SourceFile(path: place.file, raw: bytes, findings: findings) {
        source.reportLeaks(through: folder.gate, findings)
        (note, addresses) = NoteLoader(findings: findings).note(
          in: source, path: place.path, version: version)
      }
    }
    self.init(
      file: place.file, path: place.path, stamp: stamp, moment: folder.tree.moment, note: note,
      addresses: addresses, diagnostics: findings.diagnostics,
      shellTexts: findings.shellTexts)
  }
}
