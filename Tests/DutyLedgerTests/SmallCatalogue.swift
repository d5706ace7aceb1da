import DutyLists
import DutyTables
import Foundation
import TestSupport
import Testing

/// Two units, three categories below one, one item: enough to be right, and to be wrong in one cell.
enum SmallCatalogue {
  static let files = [
    "departments.csv": "code,name,short,kind,counterpart,pinyin\nA,甲局,甲,county,,j\nB,乙办,乙,town_office,,y\n",
    "categories.csv": "code,parent,name,limit,clock\nK,,大类,,\nK1,K,小类,4,working_hours\n"
      + "K2,K,二类,,\nK3,K,三类,,\n",
    "responsibilities.csv":
      "code,name,list_class,lead,support,department_duty,township_duty,legal_basis,basis_checked\n"
      + "S1,某事,cooperative,A,B,查处,巡查,某法第一条,no\n",
    "category_items.csv": "category,item\nK1,S1\n",
    "calendar.csv": "date,kind,name\n2026-10-01,holiday,\n",
    "playbooks.csv":
      "code,name,lead,cooperating,step_no,step,step_owner,step_limit,step_clock\n"
      + "J1,拆棚,A,B,1,劝离,B,2,running_hours\n",
    "powers.csv":
      "code,name,original_department,reserved,in_force_from,in_force_to,status\n"
      + "P1,占道,A,吊销,2026-01-01,2026-06-30,in_force\n",
  ]

  static func write(to directory: String, replacing file: String? = nil, with text: String = "") throws {
    for (name, content) in files.merging(file.map { [$0: text] } ?? [:], uniquingKeysWith: { _, other in other }) {
      try content.write(toFile: directory + "/" + name, atomically: false, encoding: .utf8)
    }
  }

  /// Reads the small catalogue with `text` for one of its files; `alone` means that nothing else is wrong in it.
  static func expectFault(
    in file: String, _ text: String, line: Int, column: String, alone: Bool = false
  ) throws {
    try withTemporaryDirectory { directory in
      try write(to: directory, replacing: file, with: text)
      let files = CatalogueFiles(directory: directory)
      let thrown = try #require(throws: ListingFaults.self) {
        _ = try files.catalogue()
        _ = try files.calendar()
      }
      let places = thrown.faults.map { "\($0.file) \($0.line ?? 0) \($0.column ?? "")" }
      #expect(places.contains("\(file) \(line) \(column)"), "\(thrown.text(.en))")
      #expect(!alone || places.count == 1, "\(thrown.text(.en))")
      #expect(thrown.text(.zh).contains("第 \(line) 行"))
    }
  }
}
