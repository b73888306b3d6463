/// What is shown of the navigation tree around one page.
struct NavigationWindow {
  /// Into ``SiteMap/groups``.
  let groups: [Int]

  /// Of the open group; `nil` when it has only its opening page.
  let pages: Range<Int>?
  let earlier: Int?
  let later: Int?

  /// The pages that are led to: the groups' opening pages, then those of the open group.
  func entries(in map: SiteMap) -> [Int] {
    groups.map { map.groups[$0].pages.lowerBound } + Array(pages ?? 0..<0)
      + [earlier, later].compactMap(\.self)
  }

  func shape(open group: Int) -> NavigationShape {
    NavigationShape(
      groups: groups.count, open: pages == nil ? nil : groups.firstIndex(of: group),
      pages: pages?.count ?? 0, hasEarlier: earlier != nil, hasLater: later != nil)
  }
}

/// All that a navigation template can tell windows apart by, but for titles and addresses.
struct NavigationShape: Hashable {
  let groups: Int
  let open: Int?
  let pages: Int
  let hasEarlier: Bool
  let hasLater: Bool

  enum Value: Int, CaseIterable { case title, address, current }

  /// What a hole stands for; `nil` when it is none of an entry.
  static func entry(ofHole hole: Int) -> (entry: Int, value: Value)? {
    guard hole >= 0, let value = Value(rawValue: hole % Value.allCases.count) else { return nil }
    return (hole / Value.allCases.count, value)
  }

  /// For the template: entries whose values are holes.
  var values: [String: Any] {
    var list = (0..<groups).map(Self.values)
    if let open {
      var next = groups + pages
      list[open]["isOpen"] = true
      list[open]["pages"] = (groups..<next).map(Self.values)
      for (name, isThere) in [("earlier", hasEarlier), ("later", hasLater)] where isThere {
        list[open][name] = Self.values(of: next)
        next += 1
      }
    }
    return ["groups": list]
  }

  private static func values(of entry: Int) -> [String: Any] {
    func marker(_ value: Value) -> String {
      Skeleton.marker(entry * Value.allCases.count + value.rawValue)
    }
    return [
      "title": marker(.title), "address": marker(.address), "current": marker(.current),
    ]
  }
}
