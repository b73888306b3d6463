import CourseLoader
import CourseModel
import Foundation
import Testing

/// What is said about files that are no text, or that are not where they seem to be.
struct FileMistakeTests {
  @Test(
    arguments: [
      (
        Array("Caf".utf8) + [0xE9],
        "1:4: error: The file is not UTF-8: the byte 0xE9 at offset 3 cannot stand there. "
          + "In Windows-1252 the byte is “é”. > Save the file as UTF-8."
      ),
      (
        Array("Café\r\nab".utf8) + [0xC0, 0x80],
        "2:3: error: The file is not UTF-8: the byte 0xC0 at offset 8 cannot stand there. "
          + "In Windows-1252 the byte is “À”. > Save the file as UTF-8."
      ),
      ([0xFF, 0xFE, 0x41, 0x00], "1:1: error: The file is UTF-16, not UTF-8. > Save it as UTF-8."),
      (
        Array("a\nb\0c".utf8),
        "2:2: error: The file contains a NUL byte, so it is no text. > "
          + "Remove the byte, or save the file as UTF-8."
      ),
    ] as [([UInt8], String)])
  func `says which byte is no text`(bytes: [UInt8], complaint: String) throws {
    let course = try TemporaryCourse()
    try course.write(bytes, to: "content/note.md")
    #expect(try course.complaints() == ["content/note.md:" + complaint])
  }

  @Test func `refuses a file that nobody wrote by hand`() throws {
    let course = try TemporaryCourse()
    try course.write(Array(repeating: 0x61, count: 4 << 20), to: "content/large.md")
    try course.write(Array(repeating: 0x61, count: 4 << 20 + 1), to: "content/too-large.md")
    #expect(
      try course.complaints() == [
        "content/too-large.md: error: The file has 4194305 bytes; at most 4194304 are read. > "
          + "Split it into smaller files."
      ])
  }

  @Test func `warns of text that was read in the wrong encoding`() throws {
    let course = try TemporaryCourse([
      "content/note.md": "# Ã‰tude\n\nIt â€” and donâ€™t, cafÃ©, ðŸ˜€\n",
      "content/other.md": "À côté, “fine” — Ã, ÂÂ, ðð\n",
    ])
    #expect(
      try course.complaints() == [
        "content/note.md:1:3: warning: “Ã‰” looks like “É” read in the wrong encoding, "
          + "the first of 5 such places in this file. > Write “É”, and save the file as UTF-8."
      ])
  }

  @Test func `accepts a byte order mark and Windows line ends`() throws {
    let course = try TemporaryCourse([
      "content/note.md": "\u{FEFF}---\r\ntitle: A\r\ntilte: B\r\n---\r\nText\r\nmore\r\n"
    ])
    #expect(
      try course.load().diagnostics.map(\.location) == [
        SourceLocation(file: "content/note.md", line: 3, column: 1)
      ])
    #expect(
      try course.load().course.sections[0].notes[0].body == Markdown("Text\nmore\n", firstLine: 5))
  }

  @Test func `reads a link to a file of the course, and no link that leads out of it`() throws {
    let outside = try TemporaryCourse(["secret.md": "# Secret", "notes/secret.md": "# Secret"])
    let course = try TemporaryCourse(["content/a/note.md": "# A"])
    try course.link("content/inside.md", to: "a/note.md")
    try course.link("content/outside.md", to: outside.folder.appending(path: "secret.md").path())
    try course.link("content/folder", to: outside.folder.appending(path: "notes").path())
    try course.link("content/again", to: "a")
    try course.link("content/loop", to: "..")
    try course.link("content/nowhere.md", to: "missing.md")
    try course.link("labs/lab", to: outside.folder.path())
    withExtendedLifetime(outside) {}
    let out = "error: The link leads out of the course. > Put the file itself in its place."
    let folder = "error: The link leads to a folder. > Put the folder itself in its place."
    #expect(
      try course.complaints() == [
        "content/again: \(folder)",
        "content/folder: \(out)",
        "content/loop: \(out)",
        "content/nowhere.md: error: The link leads nowhere. > "
          + "Remove it, or put a file in its place.",
        "content/outside.md: \(out)",
        "labs/lab: \(out)",
      ])
    #expect(try course.load().course.sections.flatMap(\.notes).map(\.title) == ["A", "A"])
    #expect(try course.loadLab().lab == nil)
    #expect(try course.loadLab().diagnostics.map(\.line) == ["labs/lab: \(out)"])
  }

  @Test func `does not wait for a pipe`() throws {
    let course = try TemporaryCourse()
    let path = course.folder.appending(path: "content/pipe.md").path()
    #expect(mkfifo(path, 0o600) == 0)
    #expect(
      try course.complaints() == [
        "content/pipe.md: error: This is neither a file nor a folder. > Take it out of the course."
      ])
  }

  @Test func `passes over hidden files`() throws {
    let course = try TemporaryCourse([
      "content/.draft.md": "---\n", "content/.obsidian/a.md": "---\n", "labs/.old/x": "",
    ])
    #expect(try course.complaints() == [])
    #expect(try course.load().course.sections == [])
  }

  @Test func `says that a name cannot be printed`() throws {
    let course = try TemporaryCourse(["content/a\u{1B}[31m.md": "# Red"])
    #expect(
      try course.complaints() == [
        "content/a\u{FFFD}[31m.md: error: The name contains a control character. > "
          + "Rename the file."
      ])
  }

  @Test func `says that there is no course`() throws {
    #expect(
      throws: LabsError(
        .usage, "There is no folder “/no/such/folder”.",
        hint: "Give the folder that holds content/ and labs/.")
    ) { try CourseLoader(root: "/no/such/folder").load() }
    let course = try TemporaryCourse()
    let empty = course.folder.appending(path: "labs").path()
    #expect(
      throws: LabsError(
        .usage, "There is no course in “\(empty)”.",
        hint: "Go to the folder that holds content/ and labs/, or give it.")
    ) { try CourseLoader(root: empty).load() }
    withExtendedLifetime(course) {}
  }

  @Test func `says that there is no course yml`() throws {
    let course = try TemporaryCourse()
    try FileManager.default.removeItem(at: course.folder.appending(path: "content/course.yml"))
    #expect(
      try course.complaints() == [
        "content/course.yml: error: The course has no course.yml. > "
          + "Write one with “format: 1” and “title: …”."
      ])
  }
}
