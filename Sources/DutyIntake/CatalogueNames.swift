import DutyCore

/// The catalogue looked up by what other systems write: codes and names. Made once, asked for each row.
struct CatalogueNames {
  private var categories: [String: String] = [:]
  private var departments: [String: String] = [:]
  private let leaves: Set<String>
  private let catalogue: Catalogue

  init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    leaves = Set(catalogue.leafCategories.map(\.code))
    // A code outranks a name, a leaf's name a branch's. Neither of two leaves of one name is meant.
    for category in catalogue.categories where !leaves.contains(category.code) {
      categories[category.name] = category.code
    }
    let named = Dictionary(grouping: catalogue.leafCategories, by: \.name)
    for (name, leaves) in named { categories[name] = leaves.count == 1 ? leaves[0].code : nil }
    for category in catalogue.categories { categories[category.code] = category.code }
    for department in catalogue.departments {
      departments[department.short] = department.code
      departments[department.name] = department.code
    }
    for department in catalogue.departments { departments[department.code] = department.code }
  }

  func category(_ text: String) -> String? { categories[text] }
  func department(_ text: String) -> String? { departments[text] }

  /// Finds only a category that an incident can have.
  func leaf(_ text: String) -> String? { categories[text].flatMap { leaves.contains($0) ? $0 : nil } }

  func name(ofCategory code: String) -> String { catalogue.name(ofCategory: code) }
}
