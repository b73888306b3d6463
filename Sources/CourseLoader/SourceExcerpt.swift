public import CourseModel

/// The line that a diagnostic is about, with a caret below the column:
///
///     3 | titel: Costs
///       | ^
public struct SourceExcerpt: Sendable, Hashable, CustomStringConvertible {
  /// Counted from 1.
  public let line: Int

  /// Without control characters, and cut around the column where it is long.
  public let text: String

  /// How many columns of a terminal are before the caret; `nil` without a column.
  public let caret: Int?

  private static let longest = 100

  /// `nil` when the place has no line, or when there is no such line any more.
  init?(of location: SourceLocation, in folder: CourseFolder) {
    guard let number = location.line, number > 0,
      !location.file.split(separator: "/").contains(".."),
      folder.kind(of: location.file, Findings()) == .file,
      case .success(let bytes) = fileBytes(
        folder.path(location.file), limit: CourseFolder.fileSizeLimit)
    else { return nil }
    let text =
      String(decoding: bytes, as: UTF8.self).removingPrefix("\u{FEFF}")
      ?? String(decoding: bytes, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r\n" || $0 == "\r"
    }
    guard number <= lines.count else { return nil }
    self.init(line: number, text: lines[number - 1], column: location.column)
  }

  private init(line: Int, text: Substring, column: Int?) {
    self.line = line
    let scalars = Array(text.unicodeScalars)
    let before = column.map { min(max($0 - 1, 0), scalars.count) }
    let start = max(0, min((before ?? 0) - Self.longest / 2, scalars.count - Self.longest))
    let visible = scalars[start..<min(scalars.count, start + Self.longest)]
    let head = String(String.UnicodeScalarView(visible.prefix((before ?? start) - start)))
    let tail = String(String.UnicodeScalarView(visible.dropFirst((before ?? start) - start)))
    let beginning = (start > 0 ? "…" : "") + head.singleSpaced
    self.text = beginning + tail.singleSpaced + (visible.endIndex < scalars.count ? "…" : "")
    caret = before.map { _ in beginning.columns }
  }

  public var description: String {
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    guard let caret else { return "\(number) | \(text)" }
    return "\(number) | \(text)\n\(margin) | \(String(repeating: " ", count: caret))^"
  }
}

extension CourseLoader {
  /// The source of a diagnostic, read again from the file.
  public func excerpt(for location: SourceLocation) -> SourceExcerpt? {
    (try? CourseFolder(root: root, tree: tree(of: []))).flatMap {
      SourceExcerpt(of: location, in: $0)
    }
  }
}

extension String {
  /// Tabs as spaces, other control characters as “\u{FFFD}”.
  fileprivate var singleSpaced: String {
    String(map { $0 == "\t" ? " " : $0 }).replacingControlCharacters()
  }

  /// How wide a terminal shows it: East Asian characters and emoji take two columns (Unicode Standard
  /// Annex 11, in short).
  fileprivate var columns: Int {
    reduce(0) { $0 + ($1.unicodeScalars.first?.isWide == true ? 2 : 1) }
  }
}

extension Unicode.Scalar {
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
