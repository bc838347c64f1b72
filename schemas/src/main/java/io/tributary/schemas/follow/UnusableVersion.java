package io.tributary.schemas.follow;

/** A record by which a whole adapter version turns out to be of no use; thrown once a version. */
public final class UnusableVersion extends UnusableRecord {
  private final SkipReason reason;

  UnusableVersion(SkipReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The reason why the version cannot be used. */
  public SkipReason reason() {
    return reason;
  }
}
