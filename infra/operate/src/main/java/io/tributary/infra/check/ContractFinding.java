package io.tributary.infra.check;

/**
 * One finding about a client's records.
 *
 * @param level severity
 * @param subject the client, a slot, an update or a position in the log
 * @param what the thing, the bound and the value
 * @param fix what to do, as an imperative sentence; empty where there is nothing to do
 */
public record ContractFinding(Level level, String subject, String what, String fix) {
  /** The severity of a finding, and who has to act on it. */
  public enum Level {
    /** The examined property is as it should be. */
    FINE,
    /** No correction is needed yet: the aggregator, other clients or time decide. */
    WAITING,
    /** The client, or an operator, has to correct something. */
    WRONG
  }

  static ContractFinding fine(Object subject, String what) {
    return new ContractFinding(Level.FINE, subject.toString(), what, "");
  }

  static ContractFinding waiting(Object subject, String what, String fix) {
    return new ContractFinding(Level.WAITING, subject.toString(), what, fix);
  }

  static ContractFinding wrong(Object subject, String what, String fix) {
    return new ContractFinding(Level.WRONG, subject.toString(), what, fix);
  }
}
