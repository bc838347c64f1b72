package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.infra.sim.fleet.DeliveredRecords;
import io.tributary.infra.sim.scenario.SimulationScenario;
import io.tributary.infra.sim.view.OutputListener;
import io.tributary.schemas.id.UpdateId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/**
 * Checks all invariants of one federation: some whenever a record becomes visible, the others at
 * the end, when everything was read and every time-out has passed. Every method throws {@link
 * InvariantBroken}.
 */
public final class InvariantChecks {
  private final boolean timeless;
  private final LedgerCheck ledger;
  private final VersionCheck versions;
  private final ClusterCheck clusters;
  private final RecordAccounting accounts;
  private final FinalStateCheck rest;
  private final DecisionDateCheck dates;

  /**
   * Creates the checks of a scenario.
   *
   * @param deliveredRecords delivered records
   * @param start when the federation began, milliseconds since 1970
   * @param clock the broker's
   */
  public InvariantChecks(
      SimulationScenario scenario,
      DeliveredRecords deliveredRecords,
      long start,
      LongSupplier clock) {
    timeless = scenario.timeless();
    boolean selects = MergePlan.of(scenario.spec().merge()).strategy().selects();
    ledger = new LedgerCheck(deliveredRecords, selects, scenario.forgetful());
    versions = new VersionCheck(scenario.spec(), ledger, deliveredRecords);
    clusters = new ClusterCheck(deliveredRecords);
    accounts = new RecordAccounting(deliveredRecords, ledger);
    rest = new FinalStateCheck(scenario, ledger, versions, clusters);
    dates = new DecisionDateCheck(start, clock, scenario.habits().taskSkewMillis());
  }

  /** Returns the listeners that must receive every record that becomes visible, in this order. */
  public List<OutputListener> listeners() {
    return List.of(dates, clusters, ledger, accounts, versions);
  }

  /**
   * Checks at the end of a simulation that nothing is left waiting, unplaced or unbounded.
   *
   * @param ledgers content of the ledgers' stores
   * @param windows content of the merge tasks' stores of windows
   */
  public void finish(
      Collection<SortedMap<String, byte[]>> ledgers,
      Collection<SortedMap<String, byte[]>> windows) {
    Set<UpdateId> pending = FinalStateCheck.pending(ledgers);
    require(
        timeless || pending.isEmpty(),
        Invariant.ACCOUNTED,
        "updates that wait after every time-out",
        "none",
        pending);
    clusters.requireSlotsPlaced();
    versions.requireStartsPublished();
    accounts.balance(pending);
    rest.requireWindowsClosed();
    rest.requireBounded(windows, pending);
    rest.requireStrangersBounded(ledgers);
  }
}
