extension Swap {
  /// The swap of `turn`, and of `other` for it, as `signer` means it: whoever of the two is rostered for `turn` gives it.
  /// What the other has signed already is meant, from whichever side it is told.
  package init(of turn: Turn, for other: Turn?, signer: OfficerID, with named: OfficerID, in room: Room) {
    let namedGives = room.roster[turn] == named
    let told = Swap(
      turn: turn, officer: namedGives ? named : signer, with: namedGives ? signer : named, other: other)
    self = told
    guard let other, room.swaps[told] == nil else { return }
    let mirrored = Swap(turn: other, officer: told.with, with: told.officer, other: turn)
    if room.swaps[mirrored] != nil { self = mirrored }
  }
}
