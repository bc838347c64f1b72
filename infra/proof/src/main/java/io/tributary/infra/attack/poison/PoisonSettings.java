package io.tributary.infra.attack.poison;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.infra.attack.Infiltration;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings that all runs of a campaign have in common.
 *
 * @param rounds of each, >= 1
 * @param clients that are honest, >= 2: a single one has no other to be merged with
 * @param seed of each
 * @param hostileShare of all clients, see {@link Infiltration}
 * @param strategy that merges
 * @param boundPoints that the honest clients' accuracy may fall by, >= 0
 * @param further flags of {@code local run}
 */
public record PoisonSettings(
    int rounds,
    int clients,
    long seed,
    double hostileShare,
    String strategy,
    double boundPoints,
    List<String> further) {
  public PoisonSettings {
    further = List.copyOf(further);
    require(rounds >= 1, "--rounds must be >= 1, was " + rounds);
    require(clients >= 2, "--clients must be >= 2, was " + clients);
    require(
        boundPoints >= 0 && boundPoints <= 100, "--bound must be in 0..100, was " + boundPoints);
    require(
        hostileShare > 0 && hostileShare <= Infiltration.MOST,
        "--hostile-share must be > 0 and <= " + Infiltration.MOST + ", was " + hostileShare);
    MergePlan.of(MergeSettings.of(strategy, OptimizerSettings.none()));
  }

  Infiltration infiltration() {
    return new Infiltration(hostileShare);
  }

  /** Returns the number of hostile clients beside the honest ones. */
  public int hostileClients() {
    return infiltration().beside(clients);
  }

  /** Returns the flags of {@code local run}. */
  List<String> flags() {
    var flags =
        new ArrayList<>(
            List.of(
                "--rounds", Integer.toString(rounds),
                "--clients", Integer.toString(clients),
                "--seed", Long.toString(seed),
                "--merge", strategy));
    flags.addAll(further);
    return flags;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
