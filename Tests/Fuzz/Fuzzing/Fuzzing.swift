import CFuzzer

/// Runs libFuzzer with the program's own arguments, until it stops by itself.
///
/// - Parameter body: Is called with every input and has to come back with 0: a trap is a finding.
public func fuzz(_ body: @escaping @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) {
  var count = CommandLine.argc
  var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
  LLVMFuzzerRunDriver(&count, &arguments, body)
}

/// Reports that an input broke a rule: ends the program, so that libFuzzer keeps the input.
public func finding(_ sentence: String) -> Never { fatalError(sentence) }
