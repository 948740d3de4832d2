import ArgumentParser
import Interchange
import Logbook
import Store
import Terminal
import Training
import Wire

/// `tonnage export`
struct ExportDocuments: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write all documents to standard output.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case json, csv }

  @Option(
    help: "json: the documents; csv: one set per row, for spreadsheets, with the documents in it.")
  var format = Format.json

  @OptionGroup var store: StoreOption

  func run() throws {
    try withLogbook(store) { logbook, _ in
      let losses =
        switch format {
        case .json: try logbook.exportJSON(write)
        case .csv: try logbook.exportCSV(write)
        }
      if let sentence = losses.sentence {
        Output.complain(sentence)
        throw ExitCode.failure
      }
    }
  }

  private func write(_ text: String) throws { try Output.write(text, subject: "The export") }
}
