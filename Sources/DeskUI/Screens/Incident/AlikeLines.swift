import DutyCore

// What is like the matter in hand: perhaps the same one, and how it was done the last times.

extension Desk {
  /// The matter for which others like it are wanted on the screen that is on top.
  var likeness: Likeness? {
    switch screens.last {
    case .form(let form)? where form.act == .receive:
      form.code(.category) == nil && form.words(.place) == nil
        ? nil
        : .reported(category: form.code(.category), place: form.words(.place), grid: form.words(.grid)?.text)
    case .form(let form)? where form.act.looksAtAlike:
      form.subject.map { .of($0.id) }
    case .incident?: selection.map { .of($0) }
    case .form?, .menu?, .help?, .wording?, .handover?, .rectifications?, .rectification?, .search?, nil: nil
    }
  }

  /// Known of the matter that is asked for now, not of the one before.
  var alike: Alike? {
    guard let snapshot, let likeness, snapshot.view.like == likeness else { return nil }
    return snapshot.alike
  }

  /// Tells what may be the same matter, reported before.
  func duplicateLines(_ columns: Int) -> [Line] {
    guard let room, let duplicates = alike?.duplicates, !duplicates.isEmpty else { return [] }
    let head = language("疑似重复 \(duplicates.count) 件", "perhaps the same, \(duplicates.count):")
    return [Line(head, .soon)]
      + duplicates.prefix(3).map { other in
        let parts = [
          other.number.description, TimeText.short(other.received, room.zone, now), other.status.text(language),
          other.department.map(room.catalogue.name(ofDepartment:)), other.place?.masked(language),
          other.summary.masked(language),
        ]
        return Line(SafeText.fitted("  " + parts.compactMap(\.self).joined(separator: " "), columns), .muted)
      }
  }

  /// Tells how the last ones like it went: who led and supported, how it ended, how long it took, and what leaders ruled.
  func precedentLines(_ columns: Int) -> [Line] {
    guard let room, let alike else { return [] }
    let precedents = alike.precedents.map { other in
      let units = other.responses.filter { $0.state == .replied || $0.state == .ended }
      let lead = units.filter { $0.role == .lead }.map { room.catalogue.name(ofDepartment: $0.id.unit) }
      let support = units.filter { $0.role == .support }.map { room.catalogue.name(ofDepartment: $0.id.unit) }
      let parts = [
        other.number.description, lead.joined(separator: language("、", ", ")),
        support.isEmpty ? nil : language("配合 ", "with ") + support.joined(separator: language("、", ", ")),
        other.closed?.disposition?.text(language, at: room.stationKind), other.closed?.method?.text(language),
        other.closed.map { language("用时", "took ") + TimeText.span($0.time - other.received, language) },
      ]
      return language("先例 ", "before: ") + parts.compactMap(\.self).joined(separator: " ")
    }
    let rulings = alike.rulings.flatMap { other in
      other.responses.compactMap { response in
        response.ruling.map { ruling in
          let reason = response.rulingReason.map { language("：", ": ") + $0.masked(language) } ?? ""
          let unit = room.catalogue.name(ofDepartment: response.id.unit)
          return language("裁定 ", "ruling: ") + "\(other.number) \(unit) " + ruling.text(language) + reason
        }
      }
    }
    return (precedents + rulings).map { Line(SafeText.fitted($0, columns), .muted) }
  }
}
