/// The rules say no, and why. A refusal is a value: the desk shows it, tests list it, and nothing entered is lost. Where it
/// speaks of a limit of the station's, it carries the one that is in force.
package enum Refusal: Error, Hashable, Sendable {
  case who(Who)
  case when(When)
  case what(What)
  case room(OfRoom)

  /// Somebody else may do this.
  package enum Who: Hashable, Sendable {
    case notSignedOn
    case rankCannot(Rank, ActionName)
    case rankCannotBlow(Rank, SummonsKind)
    case needsSittingLeader(sitting: String?)
    case orderIsNotTheSittingLeaders(name: String, sitting: String?)
    case notThisUnitsLiaison(unit: String)
    case notWhoTookItOn(name: String?)
    case checkerIsHandler(name: String)
    case reopenNeedsLeader(after: TimeLimit)
    case voidNeedsLeader(within: TimeLimit)
    case standDownOfLeadNeedsLeader
    case leaderRulesOnDeclines
    case sheetNeeds(Sheet.Colour)
    case ordersAreLeaders(name: String)
    case notByOrder(ActionName)
    case onlyTheRule(ActionName)
    case approvesOwnRequest(name: String)
    case approvedAlready(name: String)
    case secondApprovalIsDirectors
    case callerIsHandler(name: String)
    case verifierDidIt(name: String)
    case verifierIsOwners(unit: String)
    case foundAlready(name: String)
    case correctionIsTheirs(name: String, within: TimeLimit)
    case notYourOrder(name: String)
    case swapIsTheirs(String, String)
    case hasLeft(name: String)
    case pinChanged
    case ownersOfTheFile(ActionName)
    case somebodyHasIt(name: String)
    case hasItAlready(name: String)
    case returnNeedsLeader
    case longerLimitNeedsLeader(within: TimeLimit)
    case lookerCloses(name: String)
    case confidentialIsLeaders
  }

  /// It cannot be done as things stand.
  package enum When: Hashable, Sendable {
    case unknownIncident
    case notInThisStatus(ActionName, Incident.Status)
    case unknownRectification
    case notInThisState(ActionName, Rectification.State)
    case responseNotInThisState(ActionName, unit: String, Response.State)
    case noSuchResponse(unit: String)
    case responsesStillLive(units: [String])
    case inTheFuture
    case declinesUndecided(units: [String])
    case leadHasNotReplied
    case notSupport(unit: String)
    case declinedBefore(unit: String)
    case emergencyIsNotDeclined
    case declineTooLate(unit: String, afterCall: TimeLimit, afterArrival: TimeLimit)
    case ladderNotReached(Sheet.Colour)
    case outsideTheList(lead: String?)
    case isInTheList
    case notAdmitted
    case somebodyIsOnIt
    case nobodyHasIt
    case notEscalated(unit: String)
    case handedOverAlready
    case escalationIsRejected
    case noSheetUpwards(unit: String)
    case ruleHere(unit: String)
    case countyIsNotOverruled(unit: String)
    case countyHasNotRuled(units: [String])
    case targetIsHandedOver(IncidentNumber)
    case repeatsAlready
    case notClosedYet(IncidentNumber)
    case closedLongAgo(IncidentNumber, TimeLimit)
    case nothingToReturn
    case returnPending
    case returnTooLate(TimeLimit)
    case noReturnPending
    case goesBackToSender
    case notLookedFor
    case emergencyIsNotSuspended
    case noOutsideLimit
    case noAnswerOwed
    case suspendedBefore
    case suspensionRuns
    case deadlineIsNotOurs
    case deadlinePassed
    case extensionPending
    case extendedOften
    case noExtensionAsked
    case noEmergency
    case emergencyIsNotLifted
    case initialReportFirst
    case notConfirmedByReporter
    case targetIsOver(IncidentNumber)
    case scoredAlready
    case keptTooShort(TimeLimit)
  }

  /// Something is missing or wrong in what was entered.
  package enum What: Hashable, Sendable {
    case wordsMissing(ActionName)
    case nothingChanges
    case unknownCategory(String)
    case categoryMissing
    case nobodyToCallBack
    case unknownUnit(String)
    case leadMissing
    case assignmentIsToOneUnit
    case unitTwice(String)
    case unitAlreadyCalled(String)
    case utilityIsAskedNotWhistled(String)
    case groundMissing
    case rescueUnanswered
    case reviewMissing
    case closedBeforeReceived
    case backToStationNeedsBasicItem
    case directAnswerCannot(Disposition)
    case whoseIsMissing
    case badDigest
    case documentMalformed
    case paperIncomplete
    case receiptMissing
    case senderNotAsked
    case escalationGoesUp(String)
    case escalateInstead(String)
    case mannerMissing
    case unknownItem(String)
    case dispositionIsNoResult(Disposition)
    case complainedOfLeads(String)
    case alreadyKnown(IncidentNumber)
    case handsNothingDown(String)
    /// The unit that leads by the list, and its people in town.
    case leadChangesWithoutReason(String, stationed: String?)
    case unknownPower(String)
    case unknownPlaybook(String)
    case noPowerToEnforce
    case enforcersMissing(unit: String)
    case wrongSignCode
    case endIsPast
    case suspensionTooLong(TimeLimit)
    case callBackUnanswered
    case nothingToConfirm
    case nothingUnreasonable
    case mergedWithItself
    case drillAndReal(IncidentNumber)
    case noSuchEntry(Int64)
    case notCorrectable(ActionName)
    case replyIsSentBack
    case somethingRests(Int64)
    case unitsWereCalled(ActionName)
    case nothingToSign(Int64)
    case fiveFixedIncomplete
    case supervisorMissing
    case dayMissing
    case dayIsPast(Day)
    case shareOutOfRange
    case photosMissing
    case lookBackOutOfRange
    case neverDropped(Rectification.Kind)
    case scoreOutOfRange
    case timeNotClaimable
    case tooLong(kilobytes: Int)
    case notReadBack
  }

  /// An act on the room itself.
  package enum OfRoom: Hashable, Sendable {
    case alreadyFounded
    case nameMissing
    case nameTaken(String)
    case nameAlike(String)
    case nameUnusable
    case nameTooLong(Int)
    case stationNameUnusable(Int)
    case numberTaken(by: String)
    case unknownOfficer(OfficerID)
    case liaisonNeedsUnit
    case rosterNeedsLeader(name: String)
    case unknownShift(String)
    case turnIsNotRunning(String)
    case notRostered(name: String, rostered: String)
    case seatIsTaken(by: String)
    case sitsAlready(name: String)
    case notHandedOver(name: String, shift: String)
    case nobodyHandsOver(String)
    case sheetIsNotOfThisLedger
    case ordersUnsigned([String])
    case outgoingSignsFirst(name: String)
    case swapSigned(by: String)
    case turnIsNotTheirs(name: String, Turn)
    case turnIsOver(Turn)
    case settingOutOfRange(SettingName)
    case hasLeft(name: String)
    case lastAdministrator(name: String)
  }

  /// The reason and what would be possible instead, as a colleague would say it.
  package func text(_ language: Language, at station: StationKind = .unknown) -> String {
    switch self {
    case .who(let reason): reason.text(language)
    case .when(let reason): reason.text(language, station.own(language))
    case .what(let reason): reason.text(language, station.own(language))
    case .room(let reason): reason.text(language)
    }
  }
}
