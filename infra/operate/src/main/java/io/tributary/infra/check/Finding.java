package io.tributary.infra.check;

/**
 * One thing that was found out about a client's records.
 *
 * @param level how bad it is
 * @param subject what it is about: the client, a slot, an update or a place in the log
 * @param what was found: the thing, the bound and the value
 * @param fix what to do, as an imperative sentence; empty where there is nothing to do
 */
public record Finding(Level level, String subject, String what, String fix) {
  /** How serious a finding is, and who has to act on it. */
  public enum Level {
    /** The examined property is as it should be. */
    FINE,
    /** Nobody has to correct anything yet: the aggregator, other clients or time decide. */
    WAITING,
    /** The client, or an operator, has to correct something. */
    WRONG
  }

  static Finding fine(Object subject, String what) {
    return new Finding(Level.FINE, subject.toString(), what, "");
  }

  static Finding waiting(Object subject, String what, String fix) {
    return new Finding(Level.WAITING, subject.toString(), what, fix);
  }

  static Finding wrong(Object subject, String what, String fix) {
    return new Finding(Level.WRONG, subject.toString(), what, fix);
  }
}
