import DutyCore

// One matter that was reported more than once.

extension ActForm {
  static let merge: ActForm = ActForm(
    "merge", ("合并", "merge"), pinyin: "he bing/bing an",
    help: ("同一事件重复反映，并入另一件", "the same matter twice: join it to the other"), action: .merge, looksAtAlike: true,
    takenBackBy: .unmerge, others: { $0.candidates(for: $1) }, asks: .ofIncident { $0.merge($1) }
  ) { form throws(Mistake) in
    .merge(try form.merging())
  }

  static let unmerge: ActForm = ActForm(
    "unmerge", ("取消合并", "unmerge"), pinyin: "qu xiao he bing/chai an",
    help: ("合并有误，由领导取消", "a leader takes a merge back"),
    action: .unmerge, takenBackBy: .merge, asks: .ofIncident { maker, _ in maker.order() }
  ) { _ in .unmerge }
}

extension ActForm {
  static let repeats = ActForm(
    "repeat", ("再报", "reported again"), pinyin: "zai bao",
    help: (
      "办结不久再次反映的，单独办理；原事件是否重办另定", "closed lately and reported again: its own matter, and the old one is put to somebody"
    ),
    action: .repeats, looksAtAlike: true, others: { $0.closedLately(for: $1) },
    asks: .ofIncident { $0.repeats($1) }
  ) { form throws(Mistake) in
    guard let older = form.form.others.first(where: { form.code(.older) == String($0.id.entry) }) else {
      throw Mistake(
        field: .older, text: form.language("没有找到近期办结的同类事件。", "No matter like it was closed lately."))
    }
    return .wayOn(.repeats(Repeating(of: older.reference)))
  }
}

extension Maker {
  /// Likely the same, and closed.
  fileprivate func closedLately(for incident: Incident) -> [Incident] {
    guard snapshot.view.like == .of(incident.id) else { return [] }
    return Array(snapshot.alike.duplicates.filter { $0.status == .closed }.prefix(Self.most))
  }

  fileprivate func repeats(_ incident: Incident) -> [Field] {
    let options = closedLately(for: incident).map(option)
    return [Field(.older, .choice(options), required: true, chosen: options.first.map { [$0.code] } ?? [])]
  }

  private func option(_ other: Incident) -> Field.Option {
    let title = [other.number.description, other.place?.masked(language), other.summary.masked(language)]
    return Field.Option(
      code: String(other.id.entry),
      label: SafeText.fitted(title.compactMap(\.self).joined(separator: " "), Self.titleWidth))
  }

  /// Columns of another matter that are enough to tell it apart.
  private static let titleWidth = 58

  /// Others that are likely the same matter, as far as something can still be merged into them.
  private func alike(_ incident: Incident) -> [Incident] {
    snapshot.view.like == .of(incident.id) ? snapshot.alike.duplicates.filter(\.status.isOpen) : []
  }

  /// The incidents this one may be the same as: likely duplicates first, then what else is open.
  fileprivate func candidates(for incident: Incident) -> [Incident] {
    let like = alike(incident)
    let known = Set(like.map(\.id) + [incident.id])
    let rest = snapshot.incidents.values.filter { $0.status.isOpen && !known.contains($0.id) }
    return Array((like + rest.sorted { $0.number > $1.number }).prefix(Self.most))
  }

  fileprivate func merge(_ incident: Incident) -> [Field] {
    let options = candidates(for: incident).map(option)
    // Proposed is the older one: its caller has waited longest.
    let oldest = alike(incident).min { $0.received < $1.received }
    let isProposed = oldest.map { $0.received <= incident.received } ?? false
    return [
      Field(
        .target, .choice(options), required: true,
        chosen: isProposed ? [oldest?.id].compactMap { $0.map { String($0.entry) } } : [])
    ]
  }
}

extension Form {
  /// The other incident that is chosen.
  var target: Incident? { others.first { code(.target) == String($0.id.entry) } }
}

extension FormReading {
  /// The other incident as it was seen: a merge acts on two versions.
  fileprivate func merging() throws(Mistake) -> Merging {
    guard let target = form.target else {
      throw Mistake(
        field: .target,
        text: language("没有别的事件可并。请先翻到另一件所在的栏目。", "No other incident to join. Turn to the tab that shows it."))
    }
    return Merging(target: target.reference, targetSeen: target.revision)
  }
}
