public import CourseModel
public import Incremental

/// Notes as they were loaded, by file, for the next load.
public struct NoteShelf: Sendable {
  private var notes: [String: LoadedNote] = [:]

  /// What was let through when the notes were read: see ``LeakGate``.
  private(set) var notSecret: Set<String> = []

  public init() {}

  init(_ notes: [LoadedNote], notSecret: Set<String>) {
    self.notSecret = notSecret
    self.notes = Dictionary(notes.map { ($0.file, $0) }) { _, last in last }
  }

  /// The same without the notes' texts, which take the most memory.
  public var withoutTexts: NoteShelf {
    var shelf = self
    shelf.notes = notes.mapValues(\.withoutText)
    return shelf
  }

  /// Puts notes that were loaded again into the place of what they were, without their texts.
  public mutating func update(with notes: [LoadedNote]) {
    for note in notes { self.notes[note.file] = note.withoutText }
  }

  subscript(file: String) -> LoadedNote? { notes[file] }

  /// The note in a file: from the shelf when neither stamp nor content changed, or else read anew.
  func note(for place: NoteFile, in folder: CourseFolder) -> LoadedNote {
    let known = notSecret == folder.notSecret ? notes[place.file] : nil
    if let stamp = place.stamp, let known, known.path == place.path, known.stamp == stamp,
      stamp.isSettled(at: known.moment)
    {
      return known
    }
    return LoadedNote.read(place, in: folder, known: known)
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
public final class LoadedNote: Sendable {
  let file: String
  let path: String

  /// `nil` when the file cannot be known by one.
  let stamp: FileStamp?

  /// When the stamp was taken.
  let moment: Int64

  /// `nil` when the file is no text.
  public let note: Note?
  let diagnostics: [Diagnostic]

  /// What bash is still to be asked about; its answers belong to the ``diagnostics``.
  let shellTexts: [ShellText]

  /// Those that bash had nothing to say about, where it is worth asking only once.
  let soundShell: Set<String>

  init(
    _ place: NoteFile, stamp: FileStamp?, moment: Int64, note: Note?,
    diagnostics: [Diagnostic], shellTexts: [ShellText] = [], soundShell: Set<String> = []
  ) {
    file = place.file
    path = place.path
    self.stamp = stamp
    self.moment = moment
    self.note = note
    self.diagnostics = diagnostics
    self.shellTexts = shellTexts
    self.soundShell = soundShell
  }
}

extension LoadedNote {
  /// Reads the file. `known` is what it held before: the same bytes give the same note.
  static func read(_ place: NoteFile, in folder: CourseFolder, known: LoadedNote?) -> LoadedNote {
    let moment = folder.tree.moment
    let findings = Findings()
    switch fileContents(folder.path(place.file), limit: CourseFolder.fileSizeLimit) {
    case .failure(let problem):
      findings.error(
        at: SourceLocation(file: place.file), problem.message, remedy: problem.remedy,
        rule: .notRead)
      return LoadedNote(
        place, stamp: nil, moment: moment, note: nil, diagnostics: findings.diagnostics)
    case .success(let (bytes, read)):
      let stamp = place.stamp == nil ? nil : read
      let version = Fingerprint(of: bytes).value
      if let known, known.path == place.path, known.note?.version == version {
        return known.with(stamp: stamp, moment: moment)
      }
      let source = SourceFile(path: place.file, raw: bytes, findings: findings)
      let note = source.map {
        $0.reportLeaks(through: folder.gate, findings)
        return NoteLoader(findings: findings).note(in: $0, path: place.path, version: version)
      }
      return LoadedNote(
        place, stamp: stamp, moment: moment, note: note, diagnostics: findings.diagnostics,
        shellTexts: findings.shellTexts)
    }
  }

  private var place: NoteFile { NoteFile(file: file, path: path, stamp: stamp) }

  private func with(stamp: FileStamp?, moment: Int64) -> LoadedNote {
    LoadedNote(
      place, stamp: stamp, moment: moment, note: note, diagnostics: diagnostics)
  }

  /// With what bash said.
  func with(_ answers: [Diagnostic], soundShell: Set<String> = []) -> LoadedNote {
    LoadedNote(
      place, stamp: stamp, moment: moment, note: note, diagnostics: diagnostics + answers,
      soundShell: soundShell)
  }

  fileprivate var withoutText: LoadedNote {
    guard let note, !note.body.text.isEmpty else { return self }
    return LoadedNote(
      place, stamp: stamp, moment: moment,
      note: note.with(body: Markdown("", firstLine: note.body.firstLine)),
      diagnostics: diagnostics, soundShell: soundShell)
  }
}

// MARK: - Between two programs

extension NoteShelf {
  /// Without the notes' texts.
  public func write(to record: inout RecordWriter) {
    record.write(notSecret) { $0.write($1) }
    record.write(notes.values) { $1.write(to: &$0) }
  }

  public init(from record: inout RecordReader) throws {
    let notSecret = Set(try record.list { try $0.text() })
    self.init(try record.list { try LoadedNote(from: &$0) }, notSecret: notSecret)
  }
}

extension LoadedNote {
  fileprivate func write(to record: inout RecordWriter) {
    record.write(file)
    record.write(path)
    record.write(stamp) { $0.write($1) }
    record.write(Int(moment))
    record.write(note) { $0.write($1) }
    record.write(diagnostics) { $0.write($1) }
  }

  fileprivate convenience init(from record: inout RecordReader) throws {
    let (file, path) = (try record.text(), try record.text())
    let stamp = try record.optional { try $0.stamp() }
    let moment = Int64(try record.integer())
    let note = try record.optional { try $0.note(file: file, path: path) }
    self.init(
      NoteFile(file: file, path: path, stamp: stamp), stamp: stamp, moment: moment, note: note,
      diagnostics: try record.list { try $0.diagnostic() })
  }
}

extension RecordWriter {
  /// All of a note but its file, its path and its text.
  fileprivate mutating func write(_ note: Note) {
    write(note.title)
    write(note.description)
    write(note.order) { $0.write($1) }
    write(note.tags) { $0.write($1) }
    write(note.aliases) {
      $0.write($1.address)
      $0.write($1.location)
    }
    write(note.isDraft)
    write(note.isSearched)
    write(note.date) { $0.write($1) }
    write(note.updated) { $0.write($1) }
    write(note.body.firstLine)
    write(note.version)
  }
}

extension RecordReader {
  fileprivate mutating func note(file: String, path: String) throws -> Note {
    Note(
      file: file, path: path, title: try text(), description: try text(),
      order: try optional { try $0.integer() }, tags: try list { try $0.text() },
      aliases: try list { Alias(address: try $0.text(), location: try $0.location()) },
      isDraft: try truth(), isSearched: try truth(),
      date: try optional { try $0.text() }, updated: try optional { try $0.text() },
      body: Markdown("", firstLine: try integer()), version: try number())
  }
}
