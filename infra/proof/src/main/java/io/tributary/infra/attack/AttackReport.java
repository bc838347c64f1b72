package io.tributary.infra.attack;

import java.util.List;
import java.util.SortedMap;

/**
 * The report of a campaign.
 *
 * @param seed of the campaign
 * @param records hostile ones that the broker accepted
 * @param refusedByBroker hostile ones that it refused
 * @param restarts of aggregator and follower, each from the topics alone
 * @param byKind hostile records by kind
 * @param quarantined rejected records, by reason
 * @param rounds of the honest clients
 * @param honestUpdates each to be accepted exactly once
 * @param stops of the aggregator or of the follower
 * @param seconds in all
 * @param broken what does not hold
 */
public record AttackReport(
    long seed,
    int records,
    int refusedByBroker,
    int restarts,
    SortedMap<String, Integer> byKind,
    SortedMap<String, Integer> quarantined,
    int rounds,
    int honestUpdates,
    int stops,
    double seconds,
    List<String> broken) {
  public AttackReport {
    broken = List.copyOf(broken);
  }

  /**
   * Returns whether no process was stopped, and the honest clients' adapters are those of the twin.
   */
  public boolean holds() {
    return broken.isEmpty();
  }
}
