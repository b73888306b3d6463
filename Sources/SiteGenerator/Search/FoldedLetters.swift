import Foundation

/// How search sees letters beyond ASCII: lowercase, and without diacritics.
///
/// `Site/search/1-words.js` folds what the reader types in the same way.
struct FoldedLetters {
  enum Letter {
    case separator
    case letter([UInt8])

    /// Of a script that puts no spaces between words: every two neighbours are a term.
    case ideograph
  }

  private var known: [UInt32: Letter] = [:]

  mutating func letter(_ scalar: Unicode.Scalar) -> Letter {
    if let letter = known[scalar.value] { return letter }
    let letter = Self.fold(scalar)
    known[scalar.value] = letter
    return letter
  }

  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E01...0x0E5B, 0x1100...0x11FF, 0x3041...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private static func fold(_ scalar: Unicode.Scalar) -> Letter {
    if isIdeograph(scalar) { return .ideograph }
    guard isWord(scalar.properties.generalCategory) else { return .separator }
    let parts = String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars
    let kept = parts.filter { !(0x300...0x36F).contains($0.value) }
    return .letter(kept.flatMap { Array($0.properties.lowercaseMapping.utf8) })
  }

  private static func isWord(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      true
    default: false
    }
  }
}
