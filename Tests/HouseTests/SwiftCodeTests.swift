import Testing

/// The rules are only as good as the reader of the sources.
@Suite struct SwiftCodeTests {
  @Test func importsAreFoundWhateverStandsBeforeThem() {
    let code = SwiftCode(
      """
      import Wire
      public import Training
        internal import CNcurses  // the driver
      @testable import Store
      @preconcurrency import Dispatch
      import struct Catalog.Catalogue
      // import Screens
      let text = "import Sync"
      """)
    #expect(
      code.imports.map(\.module) == [
        "Wire", "Training", "CNcurses", "Store", "Dispatch", "Catalog",
      ])
    #expect(code.imports.map(\.line) == [1, 2, 3, 4, 5, 6])
  }

  @Test func parametersWithoutALabelAreCounted() {
    let code = SwiftCode(
      """
      func plain(_ a: Int, b: Int) {}
      func tied<Value: Sendable>(
        _ a: [Int: (Int, Int)], _ b: (_ c: Int, _ d: Int) -> Void, e: Int, _ f: Int, _ g: Value
      ) {}
      init() {}
      """)
    #expect(code.functions.map { code.unlabelledParameters(ofFunctionAt: $0.line) } == [1, 4, 0])
  }

  @Test func textsAndCommentsAreNoCode() {
    let code = SwiftCode(
      #####"""
      let a = "try! // \(call("x}", 1)) try!"; after()
      /* try! /* inner */ try! */ let b = #""try!""#
      let c = "\\"; d(try!)
      let e = #"""#; f()
      let g = """
        try! \(h ? "{" : "}")
        """
      """#####)
    #expect(code.linesHolding("try!") == [3])
    #expect(code.linesHolding("after()") == [1])
    #expect(code.linesHolding("call(") == [1])
    #expect(code.linesHolding("let b") == [2])
    #expect(code.linesHolding("f()") == [4])
    #expect(code.linesHolding("{") == [])
  }

  @Test func aFunctionIsAsLongAsFromItsNameToItsBrace() {
    let code = SwiftCode(
      """
      protocol Store {
        func read(_ id: String)
          throws -> Int
        init(_ a: Int)
      }
      struct S {
        init() { a = 1 }
        func one(
          _ closure: () -> Void = {},
          b: Int
        ) throws -> [Int]
        where T: P {
          let c = { 1 }
          if a { b() }
        }
        var d: Int { e }
      }
      """)
    #expect(code.functions.map(\.line) == [7, 8])
    #expect(code.functions.map(\.length) == [1, 8])
  }

  @Test func theManifestIsReadWithItsProductsAndPrograms() {
    let package = PackageFile(
      """
      let house: [SwiftSetting] = []
      let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
      let arguments = Target.Dependency.product(
        name: "ArgumentParser", package: "swift-argument-parser")
      let package = Package(
        targets: [
          part("Training"),
          part(
            "Store", ["Training", grdb]),
          .executableTarget(
            name: "tonnage",
            dependencies: [
              "Store", arguments,
            ],
            swiftSettings: house),
          .executableTarget(
            name: "benchmarks", dependencies: ["Store"], path: "Tests/Benchmarks"),
          tests("StoreTests", ["Store"]),
        ])
      """)
    #expect(
      package.dependencies == [
        "Training": [], "Store": ["Training", "GRDB"], "tonnage": ["Store", "ArgumentParser"],
      ])
  }
}
