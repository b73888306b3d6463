import CourseModel

/// `cost` of lab.yml: text, or `text`, `per-hour` and `per-month` in US dollars.
struct CostReader {
  let findings: Findings

  private static let keys = ["text", "per-hour", "per-month"]

  func cost(_ fields: Fields) -> Cost? {
    guard let node = fields.node("cost"), case .mapping = node.value else {
      return fields.sentence("cost").map { Cost(words: $0) }
    }
    guard let inner = Fields(node, of: "a cost", known: Self.keys, findings: findings) else {
      return nil
    }
    let cost = Cost(
      words: inner.sentence("text"), perHour: amount("per-hour", inner),
      perMonth: amount("per-month", inner))
    return cost == Cost() ? nil : cost
  }

  private func amount(_ key: String, _ fields: Fields) -> Double? {
    guard let node = fields.node(key) else { return nil }
    guard case .number(let amount) = node.json, amount.isFinite, (0...1_000_000).contains(amount)
    else {
      fields.mismatch(
        key, expects: "an amount in US dollars", remedy: "Write a number, for example 0.05.")
      return nil
    }
    return amount
  }
}
