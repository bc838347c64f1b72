package io.tributary.infra.sim.scenario;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.merge.catalogue.AgreementModes;
import io.tributary.aggregation.merge.catalogue.PersonalModes;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.spec.FederationSpec;

/**
 * The scenario of one seed.
 *
 * @param seed of everything
 * @param clients number of clients
 * @param partitions of the topics that have several
 * @param spec the federation's contract
 * @param settings of the aggregator; the payload heap may be none, small or large
 * @param habits rates of faults
 * @param timeless whether no decision depends on time-outs: windows close by count, nothing is
 *     given up
 */
public record SimulationScenario(
    long seed,
    int clients,
    int partitions,
    FederationSpec spec,
    TopologySettings settings,
    FaultRates habits,
    boolean timeless) {

  /** Returns whether ledgers may forget rejected updates, because too many were invented. */
  public boolean forgetful() {
    return settings.limits().strangers() < LedgerLimits.defaults().strangers();
  }

  /** Describes the scenario in one line, for people. */
  public String text() {
    var window = spec.window();
    return "%d clients, %d partitions, %d parameters, %s with %s, agreement %s, starts %s, clusters %s, close %s min %d, %s, heap %d, retained %d%s%s"
        .formatted(
            clients,
            partitions,
            spec.layout().parameters(),
            spec.merge().strategy(),
            spec.merge().optimizer().name(),
            AgreementModes.name(spec.merge().agreement()),
            PersonalModes.name(spec.merge().personal()),
            spec.clustering().mode(),
            window.close(),
            window.minUpdates(),
            window.norms().atClose() || window.weights().atClose() ? "limits" : "no limits",
            settings.payloadHeapBytes(),
            settings.retainedVersions(),
            timeless ? ", timeless" : "",
            forgetful() ? ", strangers " + settings.limits().strangers() : "");
  }
}
