package io.tributary.infra.crash;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The report of a sweep.
 *
 * @param target kind of process that was killed
 * @param seed of the plan
 * @param kills that were done
 * @param killsByStep number of kills at each step
 * @param disksLost kills after which the state directory was deleted, too
 * @param neverReached points that did not occur in time
 * @param rounds trained
 * @param versions published
 * @param updates accepted
 * @param recordsRead by the processes that were killed
 * @param recordsReadUndisturbed by the twin, for the same updates
 * @param recordsRestored of changelogs
 * @param recoverySecondsMedian from a kill to the next ready process
 * @param recoverySecondsMax the longest of these
 * @param wallSeconds of the whole sweep
 * @param digests of each cluster's last version, the same as the twin's if it holds
 * @param broken what does not hold; empty if all does
 */
public record SweepReport(
    CrashTarget target,
    long seed,
    int kills,
    SortedMap<String, Integer> killsByStep,
    int disksLost,
    List<String> neverReached,
    int rounds,
    int versions,
    int updates,
    long recordsRead,
    long recordsReadUndisturbed,
    long recordsRestored,
    double recoverySecondsMedian,
    double recoverySecondsMax,
    double wallSeconds,
    Map<String, String> digests,
    List<String> broken) {
  public SweepReport {
    neverReached = List.copyOf(neverReached);
    broken = List.copyOf(broken);
  }

  /** Returns whether the crashes changed nothing. */
  public boolean holds() {
    return broken.isEmpty();
  }

  /** Returns the number of records that were read again because of the kills. */
  public long recordsRedone() {
    return recordsRead - recordsReadUndisturbed;
  }
}
