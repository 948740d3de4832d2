import Testing

@Suite struct PromiseTests {
  @Test(arguments: Promise.allCases) func itIsKept(_ promise: Promise) throws {
    #expect(try promise.isKept(Flaws()))
  }
}
