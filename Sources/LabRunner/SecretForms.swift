import Foundation

/// The forms in which a secret may turn up.
enum SecretForms {
  static func all(of secret: String) -> [[UInt8]] {
    var forms: [[UInt8]] = []
    for line in secret.split(whereSeparator: \.isNewline) where line.utf8.count >= 4 {
      forms.append(Array(line.utf8))
      forms += base64(Array(line.utf8))
      forms += escaped(String(line))
    }
    return forms
  }

  /// Within a longer text that is encoded as a whole, a secret's base64 form depends on where it
  /// begins, modulo three; the digits that it shares with its neighbours are left out.
  private static func base64(_ secret: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { offset in
      let padded = Data([UInt8](repeating: 0, count: offset) + secret).base64EncodedString()
      let own = padded.prefix(padded.isEmpty ? 0 : (offset + secret.count) * 8 / 6)
        .dropFirst([0, 2, 3][offset])
      guard own.count >= 5 else { return [[UInt8]]() }
      let inURLs = String(own).replacingOccurrences(of: "+", with: "-")
        .replacingOccurrences(of: "/", with: "_")
      return [Array(own.utf8), Array(inURLs.utf8)]
    }
  }

  /// In a URL, in a form's fields, and in JSON.
  private static func escaped(_ secret: String) -> [[UInt8]] {
    let unreserved = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    let inURL = secret.addingPercentEncoding(withAllowedCharacters: unreserved) ?? secret
    let lowercased = inURL.replacing(/%[0-9A-F]{2}/) { $0.output.lowercased() }
    let inJSON = secret.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    let forms = [
      inURL, lowercased, inURL.replacingOccurrences(of: "%20", with: "+"), inJSON,
      inJSON.replacingOccurrences(of: "/", with: "\\/"),
    ]
    return forms.map { Array($0.utf8) }
  }
}
