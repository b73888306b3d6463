import Foundation
import Incremental
import Testing

struct RecordPackTests {
  @Test func `gives back what was put into it, also to the next who opens it`() throws {
    try inFolder { path in
      var pieces = texts(3000).map(Piece.init)
      let pack = try #require(RecordPack(creating: path))
      try add(&pieces, to: pack)
      try expect(pieces, texts(3000))

      var reader = RecordReader(written(pieces))
      reader.pack = RecordPack(at: path)
      try expect(try reader.list { try $0.piece() }, texts(3000))
    }
  }

  @Test func `puts each piece there once`() throws {
    try inFolder { path in
      let pack = try #require(RecordPack(creating: path))
      var pieces = texts(10).map(Piece.init)
      try add(&pieces, to: pack)
      let size = pack.size
      pieces.append(Piece([1, 2, 3]))
      try add(&pieces, to: pack)
      #expect(pack.size == size + 3)
    }
  }

  @Test func `takes what two put there at once apart`() throws {
    try inFolder { path in
      let (one, other) = (RecordPack(creating: path), RecordPack(at: path))
      for number in UInt8(0)..<20 {
        var (left, right) = ([Piece([number])], [Piece([number, number])])
        _ = (try one?.add(&left), try other?.add(&right))
        try expect(left + right, [[number], [number, number]])
      }
    }
  }

  @Test func `stays readable when its name is taken away`() throws {
    try inFolder { path in
      let pack = try #require(RecordPack(creating: path))
      var pieces = [Piece([1, 2, 3])]
      try add(&pieces, to: pack)
      let next = RecordPack(creating: path)
      try expect(pieces, [[1, 2, 3]])
      #expect(next?.size == 0)
    }
  }

  @Test func `notices bytes that are others, or fewer`() throws {
    try inFolder { path in
      let pack = try #require(RecordPack(creating: path))
      var pieces = [Piece([1, 2, 3]), Piece([4, 5, 6])]
      try add(&pieces, to: pack)
      let file = try #require(FileHandle(forWritingAtPath: path))
      file.write(Data([1, 2, 7, 4, 5]))
      file.truncateFile(atOffset: 5)
      for piece in pieces {
        #expect(throws: RecordReader.Damaged.self) { try piece.bytes() }
      }
    }
  }

  @Test func `a piece that is packed cannot be read without its pack`() throws {
    try inFolder { path in
      let pack = try #require(RecordPack(creating: path))
      var pieces = [Piece([1, 2, 3])]
      try add(&pieces, to: pack)
      var reader = RecordReader(written(pieces))
      #expect(throws: RecordReader.Damaged.self) { try reader.list { try $0.piece() } }
    }
  }

  @Test func `a piece in no pack is part of the record`() throws {
    var reader = RecordReader(written([Piece([1, 2, 3])]))
    try expect(try reader.list { try $0.piece() }, [[1, 2, 3]])
  }

  /// Of different lengths, some of none.
  private func texts(_ count: Int) -> [ArraySlice<UInt8>] {
    (0..<count).map { number in
      [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number % 1000)[...]
    }
  }

  private func add(_ pieces: inout [Piece], to pack: RecordPack) throws {
    let hasAdded = try pack.add(&pieces)
    #expect(hasAdded)
  }

  private func expect(_ pieces: [Piece], _ bytes: [ArraySlice<UInt8>]) throws {
    let found = try pieces.map { try $0.bytes() }
    #expect(found == bytes)
  }

  private func written(_ pieces: [Piece]) -> [UInt8] {
    var writer = RecordWriter()
    writer.write(pieces) { $0.write($1) }
    return writer.bytes
  }

  private func inFolder(_ body: (_ path: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "labs-pack-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appendingPathComponent("pack").path)
  }
}
