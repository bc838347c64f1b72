package io.tributary.schemas.follow;

/** Reports a record that makes a whole adapter version unusable; thrown once per version. */
public final class UnusableVersion extends UnusableRecord {
  private final SkipReason reason;

  UnusableVersion(SkipReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns the reason why the version cannot be used. */
  public SkipReason reason() {
    return reason;
  }
}
