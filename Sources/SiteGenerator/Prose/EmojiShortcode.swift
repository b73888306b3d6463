/// `:rocket:`, as GitHub shows it. Only the ones that people use; any other stays as it is written.
enum EmojiShortcode {
  /// Text with each shortcode in it as its emoji; `nil` when there is none. One stands apart from
  /// letters and digits, so that `arn:key:x` stays what it is.
  static func shown(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    var shown = ""
    var plain = 0
    var at = 0
    while let start = text[at...].firstIndex(of: colon) {
      at = start + 1
      guard start == 0 || !isWord(text[start - 1]) else { continue }
      let name = text[at...].prefix(longest + 1).prefix { $0 != colon }
      let end = name.endIndex
      guard end < text.count, text[end] == colon, end + 1 == text.count || !isWord(text[end + 1]),
        let emoji = emoji[String(decoding: name, as: UTF8.self)]
      else { continue }
      shown += String(decoding: text[plain..<start], as: UTF8.self) + emoji
      at = end + 1
      plain = at
    }
    return plain == 0 ? nil : shown + String(decoding: text[plain...], as: UTF8.self)
  }

  private static let colon = UInt8(ascii: ":")
  private static let longest = 24

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static let emoji = [
    "+1": "👍", "-1": "👎", "100": "💯", "alarm_clock": "⏰", "arrow_down": "⬇️",
    "arrow_right": "➡️", "arrow_up": "⬆️", "bangbang": "‼️", "book": "📖", "books": "📚", "boom": "💥",
    "bug": "🐛", "bulb": "💡", "calendar": "📆", "chart_with_upwards_trend": "📈",
    "checkered_flag": "🏁",
    "clap": "👏", "clipboard": "📋", "closed_book": "📕", "cloud": "☁️", "computer": "💻",
    "construction": "🚧", "dart": "🎯", "email": "📧", "exclamation": "❗", "eyes": "👀",
    "file_folder": "📁", "fire": "🔥", "gear": "⚙️", "globe_with_meridians": "🌐", "grey_question": "❔",
    "hammer": "🔨", "heart": "❤️", "heavy_check_mark": "✔️", "hourglass": "⌛",
    "information_source": "ℹ️", "joy": "😂", "key": "🔑", "link": "🔗", "lock": "🔒", "mag": "🔍",
    "memo": "📝", "moneybag": "💰", "muscle": "💪", "no_entry": "⛔", "no_entry_sign": "🚫",
    "notebook": "📓",
    "ok_hand": "👌", "one": "1️⃣", "package": "📦", "pencil": "📝", "pencil2": "✏️",
    "point_right": "👉", "pray": "🙏", "pushpin": "📌", "question": "❓", "raised_hands": "🙌",
    "recycle": "♻️", "red_circle": "🔴", "robot": "🤖", "rocket": "🚀", "scroll": "📜", "smile": "😄",
    "smiley": "😃", "sob": "😭", "sparkles": "✨", "star": "⭐", "star2": "🌟", "stop_sign": "🛑",
    "sunglasses": "😎", "sweat_smile": "😅", "tada": "🎉", "test_tube": "🧪", "thinking": "🤔",
    "three": "3️⃣", "thumbsdown": "👎", "thumbsup": "👍", "trophy": "🏆", "two": "2️⃣",
    "unlock": "🔓", "v": "✌️", "warning": "⚠️", "wave": "👋", "whale": "🐳", "white_check_mark": "✅",
    "wrench": "🔧", "x": "❌", "zap": "⚡",
  ]
}

extension String {
  /// With each shortcode as its emoji.
  var withEmoji: String {
    guard utf8.contains(UInt8(ascii: ":")) else { return self }
    var text = self
    return text.withUTF8 { EmojiShortcode.shown($0) } ?? self
  }
}
