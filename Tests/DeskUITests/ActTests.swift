import DutyCore
import Testing

@testable import DeskUI

/// Every act has a form that stands for its row of the table of actions.
@Suite struct ActTests {
  private let now = Station.moment("2026-11-24T09:00")

  /// A look at a station with a whistled incident, and that incident.
  private func look() throws -> (Snapshot, Incident) {
    let ledger = Station().withTwoMatters().ledger
    let id = try #require(ledger.incident(serial: 1)?.id)
    let whistle = Summoning(kind: .daily, lead: ["S-ZF"], support: ["S-SJ"], ground: .appeal)
    ledger.record(
      .summon(whistle), by: .officer(Station.officer), on: id, orderedBy: Station.leader, at: now, now: now)
    let snapshot = ledger.snapshot(QueueView(tab: .running, rows: 10, detail: id), now: now)
    return (snapshot, try #require(snapshot.incidents[id]))
  }

  @Test("every act has a form: each field once, named in both languages", arguments: ActForm.all)
  func fields(_ act: ActForm) throws {
    guard !act.needsRectification else { return }
    let (snapshot, incident) = try look()
    for officer in snapshot.room.officers.values {
      let form = try #require(Form.opening(act, on: .incident(incident), by: officer, in: snapshot, now: now, .zh))
      #expect(Set(form.fields.map(\.name)).count == form.fields.count)
      for field in form.fields {
        for language in Language.allCases { #expect(!field.label(language).isEmpty) }
      }
    }
  }

  @Test("what a form asks for is its act's row, or it says which field is wrong", arguments: ActForm.all)
  func requests(_ act: ActForm) throws {
    guard let name = act.actionName, !act.needsRectification else { return }
    let (snapshot, incident) = try look()
    let officer = try #require(snapshot.room.officers[Station.leader])
    let form = try #require(Form.opening(act, on: .incident(incident), by: officer, in: snapshot, now: now, .zh))
    do throws(Form.Mistake) {
      let request = try form.request(by: Session(officer), in: snapshot, now: now, .zh)
      #expect(request?.action.name == name)
      #expect(request?.by == .officer(officer.id))
    } catch {
      #expect(form[error.field] != nil, "\(error.text)")
    }
  }

  @Test("what is done to a rectification has a form on one, and stands for its row", arguments: ActForm.all)
  func rectifications(_ act: ActForm) throws {
    guard act.fitsRectifications, act != .countersign, let name = act.actionName else { return }
    let ledger = Station().withTwoMatters().ledger
    let opening = RectificationOpening(
      kind: .majorHazard, what: Words("清空楼道"), owner: "S-ZF", due: Station.zone.day(of: now) + 3,
      fiveFixed: FiveFixed(
        responsible: Words("甲"), measures: Words("乙"), funds: Words("丙"), stages: Words("丁"), fallback: Words("戊")),
      supervisor: "C-ZF")
    let outcome = ledger.record(.rectification(.open(opening)), by: .officer(Station.officer), at: now, now: now)
    guard case .recorded(_, .rectification(let item)?) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let view = QueueView(tab: .running, rows: 10, rectifications: RectificationView(list: .owed, detail: item.id))
    let snapshot = ledger.snapshot(view, now: now)
    let officer = try #require(snapshot.room.officers[Station.leader])
    let form = try #require(Form.opening(act, on: .rectification(item), by: officer, in: snapshot, now: now, .zh))
    #expect(Set(form.fields.map(\.name)).count == form.fields.count)
    do throws(Form.Mistake) {
      let request = try form.request(by: Session(officer), in: snapshot, now: now, .zh)
      #expect(request?.action.name == name && request?.action.kind == .rectification)
    } catch {
      #expect(form[error.field]?.isRequired == true, "\(error.text)")
    }
  }

  @Test("nothing done to an incident has a form where none is selected")
  func withoutIncident() throws {
    let (snapshot, _) = try look()
    for act in ActForm.all {
      let form = Form.opening(act, on: nil, by: nil, in: snapshot, now: now, .zh)
      #expect((form == nil) == (act.needsIncident || act.needsRectification))
    }
  }
}
