/// What our own code promises to itself about the contents of files: asserted in debug builds, and nowhere in release.
///
///     assert(Invariants.hold(score <= bound), "a score passes its bound")
///
/// Plain assertions are for what holds whatever the bytes are. These are not: a file that was damaged and given a matching checksum may break any of
/// them, and must not stop a program. Tests that make such files switch them off.
enum Invariants {
  @TaskLocal static var areChecked = true

  static func hold(_ condition: @autoclosure () -> Bool) -> Bool { !areChecked || condition() }
}
