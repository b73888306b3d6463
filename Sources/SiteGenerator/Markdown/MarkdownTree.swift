import CMarkGFM

/// GitHub-flavoured Markdown, parsed. The only door to cmark-gfm.
///
/// A tree belongs to the thread that made it.
final class MarkdownTree {
  enum Event { case enter, leave }

  private let root: OpaquePointer

  /// Parses `text`: tables, strikethrough, autolinks, task lists and footnotes; no smart
  /// punctuation. `nil` when the parser gives nothing back.
  init?(_ text: String) {
    // A string is UTF-8, so the parser need not look.
    let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE
    let extensions = Extensions.shared.handles
    MarkdownMemory.begin()
    guard let parser = cmark_parser_new_with_mem(Int32(options), MarkdownMemory.functions) else {
      MarkdownMemory.end()
      return nil
    }
    for handle in extensions {
      cmark_parser_attach_syntax_extension(parser, handle.pointer)
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    guard let root = SpecialCharacters.withAll({ cmark_parser_finish(parser) }) else {
      MarkdownMemory.end()
      return nil
    }
    self.root = root
  }

  deinit { MarkdownMemory.end() }

  /// Walks the whole tree in document order. Nodes with children are entered and left.
  func walk(_ visit: (MarkdownNode, Event) -> Void) {
    MarkdownNode(pointer: root).walk(visit)
  }
}

/// A node of a ``MarkdownTree``, valid only as long as its tree.
struct MarkdownNode: Equatable {
  enum Kind {
    case document, blockQuote, list, item, codeBlock, rawBlock, paragraph, heading, thematicBreak
    case footnoteDefinition, table, tableRow, tableCell
    case text, softBreak, lineBreak, code, rawInline, emphasis, strong, strikethrough, link, image
    case footnoteReference, other
  }

  fileprivate let pointer: OpaquePointer

  fileprivate init(pointer: OpaquePointer) { self.pointer = pointer }

  private init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var kind: Kind { Extensions.shared.kinds[cmark_node_get_type(pointer)] }

  var parent: MarkdownNode? { MarkdownNode(cmark_node_parent(pointer)) }
  var next: MarkdownNode? { MarkdownNode(cmark_node_next(pointer)) }
  var previous: MarkdownNode? { MarkdownNode(cmark_node_previous(pointer)) }
  var firstChild: MarkdownNode? { MarkdownNode(cmark_node_first_child(pointer)) }
  var lastChild: MarkdownNode? { MarkdownNode(cmark_node_last_child(pointer)) }

  /// Counted from 1 in the parsed text.
  var line: Int { Int(cmark_node_get_start_line(pointer)) }

  /// Counted from 1, in bytes; 0 when the parser does not know.
  var column: Int { Int(cmark_node_get_start_column(pointer)) }

  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

  /// The first number of an ordered list; `nil` for a bulleted one.
  var firstNumber: Int? {
    guard cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST else { return nil }
    return Int(cmark_node_get_list_start(pointer))
  }

  /// `nil` when the item has no task checkbox.
  var isTicked: Bool? {
    // An item with a checkbox is `tasklist`, any other is `item`.
    guard cmark_node_get_type_string(pointer)?.pointee == CChar(UInt8(ascii: "t")) else {
      return nil
    }
    return cmark_gfm_extensions_get_tasklist_item_checked(pointer)
  }

  var isHeaderRow: Bool { cmark_gfm_extensions_get_table_row_is_header(pointer) != 0 }

  /// One letter for each column of a table: `l`, `c`, `r`, or zero.
  var alignments: [UInt8] {
    let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
    guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else {
      return Array(repeating: 0, count: count)
    }
    return Array(UnsafeBufferPointer(start: letters, count: count))
  }

  /// The text of a leaf, without a final zero. Valid as long as the tree.
  var literal: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_literal(pointer)) }
  var literalText: String { String(decoding: literal, as: UTF8.self) }
  var info: String { text(cmark_node_get_fence_info(pointer)) }
  var address: String { text(cmark_node_get_url(pointer)) }
  var linkTitle: String { text(cmark_node_get_title(pointer)) }

  func walk(_ visit: (MarkdownNode, MarkdownTree.Event) -> Void) {
    guard let iterator = cmark_iter_new(pointer) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      visit(MarkdownNode(pointer: node), event == CMARK_EVENT_ENTER ? .enter : .leave)
    }
  }

  private func bytes(_ text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    var end = start
    while end.pointee != 0 { end += 1 }
    return UnsafeBufferPointer(start: start, count: end - start)
  }

  private func text(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}

/// cmark-gfm's extensions, registered once for the process.
private final class Extensions: Sendable {
  /// An extension lives as long as the process and is not changed after it was registered.
  struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  static let shared = Extensions()

  let handles: [Handle]

  let kinds: NodeKinds

  private init() {
    cmark_gfm_core_extensions_ensure_registered()
    handles = ["table", "strikethrough", "autolink", "tasklist"].compactMap {
      (name: String) in cmark_find_syntax_extension(name).map(Handle.init)
    }
    kinds = Self.kinds(handles)
  }

  /// The extensions' node types get their numbers when they are registered: learns them from a small
  /// document that holds each of them.
  private static func kinds(_ handles: [Handle]) -> NodeKinds {
    let names: [String: MarkdownNode.Kind] = [
      "table": .table, "table_header": .tableRow, "table_row": .tableRow,
      "table_cell": .tableCell, "strikethrough": .strikethrough,
    ]
    let sample = "| ~~a~~ |\n|---|\n| b |\n"
    var kinds = NodeKinds()
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return kinds }
    defer { cmark_parser_free(parser) }
    for handle in handles { cmark_parser_attach_syntax_extension(parser, handle.pointer) }
    cmark_parser_feed(parser, sample, sample.utf8.count)
    guard let root = SpecialCharacters.withAll({ cmark_parser_finish(parser) }) else {
      return kinds
    }
    defer { cmark_node_free(root) }
    MarkdownNode(pointer: root).walk { node, _ in
      guard let name = cmark_node_get_type_string(node.pointer) else { return }
      if let kind = names[String(cString: name)] {
        kinds[cmark_node_get_type(node.pointer)] = kind
      }
    }
    return kinds
  }
}

/// What the parser's node types are to us. Asked several times for each node, so it is a table.
private struct NodeKinds: Sendable {
  private var kinds = [MarkdownNode.Kind](repeating: .other, count: 128)

  init() {
    let own: [(cmark_node_type, MarkdownNode.Kind)] = [
      (CMARK_NODE_DOCUMENT, .document), (CMARK_NODE_BLOCK_QUOTE, .blockQuote),
      (CMARK_NODE_LIST, .list), (CMARK_NODE_ITEM, .item), (CMARK_NODE_CODE_BLOCK, .codeBlock),
      (CMARK_NODE_HTML_BLOCK, .rawBlock), (CMARK_NODE_PARAGRAPH, .paragraph),
      (CMARK_NODE_HEADING, .heading), (CMARK_NODE_THEMATIC_BREAK, .thematicBreak),
      (CMARK_NODE_FOOTNOTE_DEFINITION, .footnoteDefinition), (CMARK_NODE_TEXT, .text),
      (CMARK_NODE_SOFTBREAK, .softBreak), (CMARK_NODE_LINEBREAK, .lineBreak),
      (CMARK_NODE_CODE, .code), (CMARK_NODE_HTML_INLINE, .rawInline), (CMARK_NODE_EMPH, .emphasis),
      (CMARK_NODE_STRONG, .strong), (CMARK_NODE_LINK, .link), (CMARK_NODE_IMAGE, .image),
      (CMARK_NODE_FOOTNOTE_REFERENCE, .footnoteReference),
    ]
    for (type, kind) in own { self[type] = kind }
  }

  subscript(type: cmark_node_type) -> MarkdownNode.Kind {
    get { kinds[Self.place(of: type)] }
    set { kinds[Self.place(of: type)] = newValue }
  }

  /// A type is a small number, and a bit that tells spans from blocks. There are no fifty of them.
  private static func place(of type: cmark_node_type) -> Int {
    Int(type.rawValue & 0x3F | type.rawValue >> 8 & 0x40)
  }
}
