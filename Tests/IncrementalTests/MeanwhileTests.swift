import Incremental
import Synchronization
import Testing

struct MeanwhileTests {
  @Test func `a value is made once, whoever asks for it first`() async {
    final class Count: Sendable { let made = Atomic(0) }
    for _ in 0..<50 {
      let count = Count()
      let value = Meanwhile { count.made.add(1, ordering: .relaxed).newValue }
      await withTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { value.value } }
        for await found in group { #expect(found == 1) }
      }
    }
  }
}
