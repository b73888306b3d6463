import Foundation
import GRDB

/// The records on the pages of a database, without regard to the trees that lead to them: what is
/// left where a tree's upper pages are damaged (https://www.sqlite.org/fileformat.html#b_tree_pages).
///
/// A page does not tell of which table it is; how many columns a record has tells it. Pages that are
/// not in use any more are read like the others.
struct PageRecords {
  enum Storage {
    case rowidTable
    case withoutRowid
  }

  private let file: FileHandle
  private let pages: Int

  /// `nil` when the file cannot be read.
  init?(of path: String) {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    self.file = file
    pages = Int(size(of: path) / DatabaseHeader.pageSize)
  }

  /// The number of a record without a key of its own stands in its first column, as SQLite has it.
  func forEach(_ storage: Storage, columns: Int, _ body: ([DatabaseValue]) throws -> Void) rethrows
  {
    for number in stride(from: 1, through: pages, by: 1) {
      for cell in cells(of: page(number), storage, start: number == 1 ? DatabaseHeader.length : 0) {
        if let values = values(of: cell), values.count == columns { try body(values) }
      }
    }
  }

  private struct Cell {
    var rowid: Int64?
    let payload: [UInt8]
  }

  private func page(_ number: Int) -> [UInt8] {
    guard number >= 1, number <= pages,
      (try? file.seek(toOffset: UInt64(number - 1) * UInt64(DatabaseHeader.pageSize))) != nil
    else { return [] }
    return [UInt8]((try? file.read(upToCount: Int(DatabaseHeader.pageSize))) ?? Data())
  }

  private func cells(of page: [UInt8], _ storage: Storage, start: Int) -> [Cell] {
    guard page.count == DatabaseHeader.pageSize else { return [] }
    let pointers: Int
    switch (page[start], storage) {
    case (0x0d, .rowidTable), (0x0a, .withoutRowid): pointers = start + 8
    case (0x02, .withoutRowid): pointers = start + 12
    default: return []
    }
    let count = min(page.number(at: start + 3, 2), (page.count - pointers) / 2)
    return (0..<count).compactMap { index in
      var offset = page.number(at: pointers + 2 * index, 2) + (page[start] == 0x02 ? 4 : 0)
      guard let length = page.varint(at: &offset), length > 0, length < 1 << 30 else { return nil }
      var rowid: Int64?
      if storage == .rowidTable {
        rowid = page.varint(at: &offset)
        guard rowid != nil else { return nil }
      }
      return payload(Int(length), at: offset, in: page, storage).map {
        Cell(rowid: rowid, payload: $0)
      }
    }
  }

  /// With what did not fit on the page.
  private func payload(
    _ length: Int, at offset: Int, in page: [UInt8], _ storage: Storage
  ) -> [UInt8]? {
    let usable = page.count
    let most = storage == .rowidTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
    let least = (usable - 12) * 32 / 255 - 23
    let fitting = least + (length - least) % (usable - 4)
    let local = length <= most ? length : fitting <= most ? fitting : least
    guard offset + local <= page.count else { return nil }
    var bytes = Array(page[offset..<offset + local])
    guard length > local else { return bytes }
    guard offset + local + 4 <= page.count else { return nil }
    var next = page.number(at: offset + local, 4)
    while bytes.count < length {
      let more = self.page(next)
      guard more.count == usable else { return nil }
      bytes += more[4...].prefix(length - bytes.count)
      next = more.number(at: 0, 4)
    }
    return bytes
  }

  /// `nil` when it is no record (https://www.sqlite.org/fileformat.html#record_format).
  private func values(of cell: Cell) -> [DatabaseValue]? {
    let bytes = cell.payload
    var offset = 0
    guard let end = bytes.varint(at: &offset), end <= bytes.count else { return nil }
    var content = Int(end)
    var values: [DatabaseValue] = []
    while offset < end {
      guard let type = bytes.varint(at: &offset), type >= 0,
        let value = bytes.value(ofType: type, at: &content)
      else { return nil }
      values.append(value)
    }
    if let rowid = cell.rowid, values.first?.isNull == true { values[0] = rowid.databaseValue }
    return values
  }
}

extension [UInt8] {
  /// Big-endian; 0 behind the end.
  fileprivate func number(at offset: Int, _ length: Int) -> Int {
    guard offset + length <= count else { return 0 }
    return self[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Seven bits in each byte, all eight in a ninth; `offset` moves on.
  fileprivate func varint(at offset: inout Int) -> Int64? {
    var value: UInt64 = 0
    for length in 1...9 {
      guard offset < count else { return nil }
      let byte = UInt64(self[offset])
      offset += 1
      if length == 9 { return Int64(bitPattern: value << 8 | byte) }
      value = value << 7 | byte & 0x7f
      if byte < 0x80 { return Int64(bitPattern: value) }
    }
    return nil
  }

  fileprivate func value(ofType type: Int64, at offset: inout Int) -> DatabaseValue? {
    let widths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]
    guard type < 1 << 31, type < 10 || type >= 12 else { return nil }
    let width = type < 10 ? widths[Int(type)] : Int(type - 12) / 2
    guard offset + width <= count else { return nil }
    let bytes = self[offset..<offset + width]
    offset += width
    switch type {
    case 0: return .null
    case 8, 9: return (type - 8).databaseValue
    case 7: return Double(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) }).databaseValue
    case 1...6:
      let start: Int64 = bytes.first.map { $0 >= 0x80 ? -1 : 0 } ?? 0
      return bytes.reduce(start) { $0 << 8 | Int64($1) }.databaseValue
    case let type where type % 2 == 0: return Data(bytes).databaseValue
    default: return String(decoding: bytes, as: UTF8.self).databaseValue
    }
  }
}
