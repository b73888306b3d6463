import Foundation

/// Colour and weight, on a terminal that wants them; never the only signal of anything.
struct Style: Sendable {
  let isPlain: Bool

  /// - Parameter isPlain: Also true when the environment asks for it: `NO_COLOR`, `CI`, or a dumb
  ///   terminal (https://no-color.org).
  init(
    isPlain: Bool, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let asked = ["NO_COLOR", "CI"].contains { environment[$0]?.isEmpty == false }
    self.isPlain = isPlain || asked || (environment["TERM"] ?? "dumb") == "dumb"
  }

  func bold(_ text: String) -> String { wrap(text, "1") }
  func dim(_ text: String) -> String { wrap(text, "2") }
  func good(_ text: String) -> String { wrap(text, "32") }
  func bad(_ text: String) -> String { wrap(text, "31") }
  func warning(_ text: String) -> String { wrap(text, "33") }
  func accent(_ text: String) -> String { wrap(text, "36") }

  private func wrap(_ text: String, _ code: String) -> String {
    isPlain || text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
