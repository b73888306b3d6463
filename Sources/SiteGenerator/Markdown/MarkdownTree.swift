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
    let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_UNSAFE
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

  var lastBlock: MarkdownNode? { MarkdownNode(pointer: root).lastChild }

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

  var kind: Kind {
    let type = cmark_node_get_type(pointer)
    switch type {
    case CMARK_NODE_TEXT: return .text
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_CODE: return .code
    case CMARK_NODE_LINK: return .link
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_LIST: return .list
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_HEADING: return .heading
    case CMARK_NODE_CODE_BLOCK: return .codeBlock
    case CMARK_NODE_IMAGE: return .image
    case CMARK_NODE_BLOCK_QUOTE: return .blockQuote
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_HTML_BLOCK: return .rawBlock
    case CMARK_NODE_HTML_INLINE: return .rawInline
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
    case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference
    case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnoteDefinition
    case CMARK_NODE_DOCUMENT: return .document
    default: return Extensions.shared.kinds[type.rawValue] ?? .other
    }
  }

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

  /// The extensions' node types get their numbers when they are registered.
  let kinds: [UInt32: MarkdownNode.Kind]

  private init() {
    cmark_gfm_core_extensions_ensure_registered()
    handles = ["table", "strikethrough", "autolink", "tasklist"].compactMap {
      (name: String) in cmark_find_syntax_extension(name).map(Handle.init)
    }
    kinds = Self.kinds(handles)
  }

  /// Learns the types from a small document that holds each of them.
  private static func kinds(_ handles: [Handle]) -> [UInt32: MarkdownNode.Kind] {
    let names: [String: MarkdownNode.Kind] = [
      "table": .table, "table_header": .tableRow, "table_row": .tableRow,
      "table_cell": .tableCell, "strikethrough": .strikethrough,
    ]
    let sample = "| ~~a~~ |\n|---|\n| b |\n"
    var kinds: [UInt32: MarkdownNode.Kind] = [:]
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
        kinds[cmark_node_get_type(node.pointer).rawValue] = kind
      }
    }
    return kinds
  }
}
