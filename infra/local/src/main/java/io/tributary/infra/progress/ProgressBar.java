package io.tributary.infra.progress;

/**
 * The progress of one kind of work.
 *
 * @param name what is counted; it identifies the bar
 * @param done so far
 * @param total all of it, > 0
 * @param note for people, may be empty
 */
public record ProgressBar(String name, long done, long total, String note) {
  public ProgressBar {
    if (total < 1) {
      throw new IllegalArgumentException("total of bar " + name + " must be >= 1, was " + total);
    }
    done = Math.max(0, Math.min(done, total));
  }

  /** Returns the share of the work that is done, in 0..1. */
  double share() {
    return (double) done / total;
  }
}
