package io.tributary.infra.sim.scenario;

import java.util.SplittableRandom;

/**
 * How often things go wrong, as shares of 1 unless said otherwise.
 *
 * @param updatesPerSlot that a slot sends at most, a number
 * @param byzantineClients clients that do not keep to the protocol
 * @param skewedClients clients whose clock is wrong
 * @param lateClients clients that come after the first clustering
 * @param eager how often a slot trains before there is a newer version
 * @param stale how often a slot trains from an older version
 * @param drops of deliveries; half of them are sent again
 * @param duplicates of deliveries
 * @param interleaved deliveries whose records lie between those of another transaction
 * @param crashes after records that were read
 * @param operations of steps: blocks, releases and discards
 * @param commits of steps, so that transactions are short or long
 * @param taskSkewMillis by which the clocks of tasks differ at most, milliseconds
 * @param forgeries of steps: orders that somebody else writes, and that cannot be carried out
 * @param misplaced of updates: those that come first on another partition than their keys', too
 * @param datedByClients whether the broker leaves it to clients to date what they write, yes or no
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
   * Some seeds are calm in one respect, so that others show.
   *
   * @param own for what was added later, so that all else of a seed stays
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
