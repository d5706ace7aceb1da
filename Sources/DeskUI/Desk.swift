import DutyCore

/// The desk: what an officer sees and is in the middle of. Events go in; effects and a grid of cells come out.
///
/// It is a value: it holds no ledger and no terminal, knows the time from events only, and never edits the snapshot it
/// was given.
package struct Desk: Sendable {
  /// Settings that do not change while it runs.
  package struct Setting: Sendable {
    package var language: Language
    /// Watches and never acts.
    /// See docs/desk.md#read-only.
    package var isReadOnly: Bool
    /// Hangs on a wall (看板): nobody sits at it, and its pages turn by themselves.
    package var isWall: Bool
    /// Begins locked, as where its forerunner was and crashed.
    package var isLocked: Bool
    /// Enter on the text that calls the units copies it.
    package var copies: Bool
    /// A new emergency is told outside the screen too.
    package var notifies: Bool
    /// Shown before the first key, such as whom one can sign on as in a practice room.
    package var greeting: String?
    /// Makes the keys of acts: nothing here is random.
    package var makeKey: @Sendable () -> ActionKey

    package init(
      language: Language, isReadOnly: Bool = false, isWall: Bool = false, isLocked: Bool = false, copies: Bool = false,
      notifies: Bool = false, greeting: String? = nil, makeKey: @escaping @Sendable () -> ActionKey
    ) {
      self.language = language
      self.isReadOnly = isReadOnly || isWall
      self.isWall = isWall
      self.isLocked = isLocked
      self.copies = copies
      self.notifies = notifies
      self.greeting = greeting
      self.makeKey = makeKey
    }
  }

  /// A screen that lies over the board, the last on top (docs/desk.md#screens-lie-on-the-board).
  enum Screen: Hashable, Sendable {
    case incident(scroll: Int)
    /// The text that calls its units.
    case wording(scroll: Int)
    case form(Form)
    case menu(Menu)
    case help(scroll: Int)
    case handover(HandoverPage)
    case rectifications(RectificationList)
    case rectification(RectificationID, scroll: Int)
    case search
  }

  /// One line to the officer.
  struct Notice: Hashable, Sendable {
    let text: String
    let style: Style
  }

  typealias Judging =
    @Sendable (Room, Request, SubjectState?, Surroundings, Instant) throws(Refusal) -> Findings

  let setting: Setting
  var now: Instant { didSet { if now.milliseconds / 1000 != oldValue.milliseconds / 1000 { answers = Answers() } } }
  var size: Grid.Size
  var snapshot: Snapshot? { didSet { answers = Answers() } }
  /// The moment at which the ledger last answered.
  var heard: Instant?
  /// The officer who is signed on, and the PIN that did it; the session is over as soon as the ledger says so.
  /// See docs/desk.md#sign-on.
  var session: Session? { didSet { answers = Answers() } }
  var tab = QueueTab.running
  /// First row of the window that is shown.
  var first = 0
  /// The incident that keys act on: an id, never a row.
  /// See docs/desk.md#selection-is-an-id.
  var selection: IncidentID?
  /// The place in its tab where the selection stood last; Up and Down go from there when it has left the tab.
  var lastPlace = 0
  /// Marked to be dealt with together, each as it was seen, in the order of marking.
  var marked: [Incident] = []
  /// The last click, while another may still make two of it.
  var click: Click?
  var screens: [Screen] = []
  var drafts: [Draft.Key: Draft] = [:]
  /// The moment at which something was last put on the shelf.
  var shelved: Instant
  var notice: Notice?
  /// Cautions about what may hurt before long, for as long as it may (docs/desk.md#cautions).
  var cautions: [String] = []
  /// Emergencies that came in and were not looked at yet.
  /// See docs/desk.md#emergency-banner.
  var alarms: [IncidentID] = []
  var knownEmergencies: Set<IncidentID> = []
  /// The act that signing on was asked for, and a text that was pasted for it.
  var awaiting: (act: ActForm, pasted: String?)?
  /// The way to take back the last act, offered for a short while.
  var undo: Undo?
  /// The moment at which somebody last pressed a key.
  var lastKey: Instant
  /// Nothing is done before a PIN is given.
  package internal(set) var isLocked = false
  /// The moment at which the bell last rang for an emergency.
  var sounded: Instant
  var asked: QueueView?
  /// The moment from which the wall has shown this page.
  var wallTurned: Instant?
  /// The last search and what it found.
  var finding = Finding()
  var answers = Answers()
  /// The rules as they are asked; a test counts the questions.
  var judging: Judging = { room, request, state, surroundings, now throws(Refusal) in
    try room.judge(request, of: state, amid: surroundings, now: now)
  }

  package init(_ setting: Setting, size: Grid.Size, now: Instant) {
    self.setting = setting
    self.size = size
    self.now = now
    (shelved, lastKey, sounded) = (now, now, now)
    if setting.isWall { tab = .open }
    notice = setting.greeting.map { Notice(text: $0, style: .hint) }
    if setting.isLocked { lock(at: nil) }
  }

  package mutating func update(_ event: Event) -> [Effect] {
    var effects: [Effect] = []
    switch event {
    case .key(let key):
      lastKey = now
      effects = setting.isWall ? pressOnWall(key) : press(key)
    case .paste(let text):
      lastKey = now
      if !setting.isWall { paste(text) }
    case .mouse(let mouse):
      lastKey = now
      effects = take(mouse)
    case .resize(let size): self.size = size
    case .tick(let now):
      self.now = now
      turnWall()
      effects = passTime()
    case .hangUp: effects = shelveAll() + [.quit]
    case .unchanged: heard = now
    case .ledger(let snapshot): effects = take(snapshot)
    case .outcome(let outcome, let key): effects = settle(outcome, key)
    case .signOn(let signOn): effects = settle(signOn)
    case .drafts(let drafts): take(drafts)
    case .handover(let sheet): show(sheet)
    case .saved(let path): notice = say("交接单已存到 \(path)", "The sheet was saved to \(path)", .done)
    case .digested(let digest, let why): effects = attach(digest, why)
    case .cautions(let cautions): self.cautions = cautions
    case .fault(let text): effects = suffer(text)
    }
    let looks = look()
    // Where another look comes, its answers are asked for with it.
    if looks.isEmpty { askAhead() }
    return effects + looks
  }

  /// Asks for another look where the one at hand is not of what is on screen.
  private mutating func look() -> [Effect] {
    let view = QueueView(
      tab: tab, first: first, rows: rowsAsked, detail: selection, like: likeness,
      sought: screens.contains(.search) ? finding.sought : nil, rectifications: rectificationView)
    guard view != asked else { return [] }
    asked = view
    return [.look(view)]
  }
}

// MARK: - What it works with

extension Desk {
  var language: Language { setting.language }
  var room: Room? { snapshot?.room }
  var selected: Incident? { selection.flatMap { snapshot?.incidents[$0] } }
  /// A character that is pressed now goes into a text, and does nothing else.
  package var takesText: Bool {
    switch screens.last {
    case .search?: true
    case .form(let form)?: form.focus != nil && form.confirmingSince == nil
    case .incident?, .wording?, .menu?, .help?, .handover?, .rectifications?, .rectification?, nil: false
    }
  }
  var officer: OfficerID? { session?.officer }
  var signedOn: Officer? { officer.flatMap { room?.officers[$0] } }

  func say(_ chinese: String, _ english: String, _ style: Style = .hint) -> Notice {
    Notice(text: language(chinese, english), style: style)
  }
}
