import Incremental
import Testing

struct RecordTests {
  @Test func `reads what was written`() throws {
    var reader = RecordReader(written())
    let text = try reader.text()
    let numbers = try reader.list { try $0.integer() }
    let nothing = try reader.optional { try $0.text() }
    let truth = try reader.truth()
    let read = try reader.stamp()
    #expect(text == "Käse")
    #expect(numbers == [1, -2, .max])
    #expect(nothing == nil)
    #expect(truth)
    #expect(read == stamp)
    #expect(reader.isAtEnd)
  }

  @Test func `throws where the bytes end too early`() {
    let bytes = written()
    for count in 0..<bytes.count {
      #expect(throws: RecordReader.Damaged.self) {
        var reader = RecordReader(bytes.prefix(count))
        _ = (try reader.text(), try reader.list { try $0.integer() })
        _ = (try reader.optional { try $0.text() }, try reader.truth(), try reader.stamp())
      }
    }
  }

  private let stamp = FileStamp(modified: 1, changed: -1, size: 4096, inode: .max)

  private func written() -> [UInt8] {
    var writer = RecordWriter()
    writer.write("Käse")
    writer.write([1, -2, .max]) { $0.write($1) }
    writer.write(String?.none) { $0.write($1) }
    writer.write(true)
    writer.write(stamp)
    return writer.bytes
  }
}
