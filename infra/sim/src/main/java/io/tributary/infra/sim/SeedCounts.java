package io.tributary.infra.sim;

/**
 * The counts of one simulation.
 *
 * @param events of the simulation
 * @param records in all topics
 * @param crashes of tasks
 * @param commits of tasks
 * @param duplicates transmissions that arrived once more
 * @param drops transmissions that were lost at least once
 * @param twins tasks that were compared with their twin
 * @param versions published
 * @param accepted updates
 */
public record SeedCounts(
    long events,
    long records,
    long crashes,
    long commits,
    long duplicates,
    long drops,
    long twins,
    long versions,
    long accepted) {
  static final SeedCounts NONE = new SeedCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  SeedCounts plus(SeedCounts more) {
    return new SeedCounts(
        events + more.events,
        records + more.records,
        crashes + more.crashes,
        commits + more.commits,
        duplicates + more.duplicates,
        drops + more.drops,
        twins + more.twins,
        versions + more.versions,
        accepted + more.accepted);
  }
}
