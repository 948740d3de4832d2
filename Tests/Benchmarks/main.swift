import Foundation

// The figures that Tonnage is held to, each as a ratio to something measured in the same run.
do {
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  if options.wantsHelp {
    print(Options.help)
  } else {
    let bench = try Bench(options)
    let report = try bench.run()
    print(options.json ? try report.json() : report.table)
  }
} catch {
  FileHandle.standardError.write(Data("benchmarks: \(error)\n".utf8))
  exit(1)
}
