package io.tributary.infra.sim.scenario;

import java.util.SplittableRandom;

/**
 * The rates of faults, as shares of 1 unless noted otherwise.
 *
 * @param updatesPerSlot largest number of updates of a slot
 * @param byzantineClients clients that do not follow the protocol
 * @param skewedClients clients whose clock is wrong
 * @param lateClients clients that join after the first clustering
 * @param eager how often a slot trains before there is a newer version
 * @param stale how often a slot trains from an older version
 * @param drops of deliveries; half of them are sent again
 * @param duplicates of deliveries
 * @param interleaved deliveries whose records are interleaved with those of another transaction
 * @param crashes after records that were read
 * @param operations of steps: blocks, releases and discards
 * @param commits of steps, so that transactions are short or long
 * @param taskSkewMillis largest difference of tasks' clocks, milliseconds
 * @param forgeries of steps: impossible commands of a forger
 * @param misplaced of updates: those that first arrive on another partition than their keys', too
 * @param datedByClients whether the broker lets clients date their records, yes or no
 */
public record FaultRates(
    int updatesPerSlot,
    double byzantineClients,
    double skewedClients,
    double lateClients,
    double eager,
    double stale,
    double drops,
    double duplicates,
    double interleaved,
    double crashes,
    double operations,
    double commits,
    long taskSkewMillis,
    double forgeries,
    double misplaced,
    boolean datedByClients) {

  /**
   * Draws rates. Some seeds have none of one kind, so that the effects of others show.
   *
   * @param own numbers for rates that were added later, so that everything else of a seed stays the
   *     same
   */
  static FaultRates draw(SplittableRandom random, SplittableRandom own, int clients) {
    return new FaultRates(
        1 + random.nextInt(Math.max(3, 300 / (clients + 10))),
        share(random, 0.5, 0.4),
        share(random, 0.5, 0.5),
        share(random, 0.5, 0.4),
        share(random, 0.5, 0.5),
        share(random, 0.5, 0.5),
        share(random, 0.5, 0.3),
        share(random, 0.6, 0.4),
        share(random, 0.5, 0.5),
        share(random, 0.75, 0.1),
        share(random, 0.5, 0.02),
        0.01 + share(random, 0.9, 0.3),
        random.nextInt(3) == 0 ? random.nextInt(30_000) : 0,
        share(own, 0.6, 0.03),
        share(own, 0.5, 0.2),
        own.nextInt(4) == 0);
  }

  private static double share(SplittableRandom random, double ofSeeds, double most) {
    double drawn = random.nextDouble() * most;
    return random.nextDouble() < ofSeeds ? drawn : 0;
  }
}
