package io.tributary.infra.sim.check;

/** The properties that must hold in every simulated federation, whatever happens in it. */
public enum Invariant {
  DECIDED_ONCE("an update counts at most once, and a verdict changes only by a person's ruling"),
  ONE_DECISION("no update is both accepted and quarantined, whatever partitions it came on"),
  SLOT_ONCE_PER_WINDOW("a slot contributes at most once to a window"),
  HONEST_NOT_BLAMED("an honest update is never quarantined for a fault that only a sender makes"),
  ACCEPTED_IS_SOUND("what counts is sound, and has the weight and clip that its manifest gives it"),
  DATED_WHEN_MADE("whatever clocks clients have, a decision is dated when it was made"),
  VERSIONS_CONTIGUOUS("a cluster's versions count 1, 2, 3, each naming the one before"),
  VERSION_WHOLE("a version that is visible has all its chunks, with the digests that it names"),
  VERSION_HOLDS_ITS_UPDATES("a version's contributions are exactly its window's decisions"),
  VERSION_IS_ITS_UPDATES("a version is what its updates come to, bit for bit"),
  STARTS_ARE_REALIGNED("every contributor's next start is the version plus its own offset"),
  EPOCHS_GROW("revisions of the clustering have no gaps, and epochs never go back"),
  ACCOUNTED("every manifest, chunk and ruling that arrived has its entries, and no other has"),
  QUARANTINE_TELLS("every quarantined update is in quarantine, and every unreadable record is"),
  SLOTS_HAVE_A_PLACE(
      "every announced slot has a cluster, is parked or withheld, and none of a blocked client"),
  WINDOWS_CLOSE("a window that may close does"),
  STATE_BOUNDED("stores hold what is waited for, and nothing else"),
  NEVER_STOPS("no processor ever throws"),
  FUNCTION_OF_INPUT("crashes, commits and the heap change nothing of what a task makes");

  private final String text;

  Invariant(String text) {
    this.text = text;
  }

  /** Returns the invariant as a sentence without a full stop. */
  public String text() {
    return text;
  }
}
