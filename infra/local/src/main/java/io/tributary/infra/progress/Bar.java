package io.tributary.infra.progress;

/**
 * How far one kind of work is.
 *
 * @param name what is counted, also the bar's identity
 * @param done so far
 * @param total all of it, > 0
 * @param note for people, may be empty
 */
public record Bar(String name, long done, long total, String note) {
  public Bar {
    if (total < 1) {
      throw new IllegalArgumentException("total of bar " + name + " must be >= 1, was " + total);
    }
    done = Math.max(0, Math.min(done, total));
  }

  /** The share of the work that is done, in 0..1. */
  double share() {
    return (double) done / total;
  }
}
