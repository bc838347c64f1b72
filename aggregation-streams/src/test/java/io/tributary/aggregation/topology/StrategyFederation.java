package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.catalogue.MergeStrategies;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Six clients of one cluster, whose updates do not depend on what they start from. */
final class StrategyFederation {
  static final int CLIENTS = 6;
  static final ClusterId C0 = new ClusterId(0);

  private StrategyFederation() {}

  /** Updates of all clients, which do not look at the version that they start from. */
  static List<FakeClient.Update> announced(TopologyHarness harness, int round) {
    FederationSpec spec = harness.spec();
    var updates = new ArrayList<FakeClient.Update>();
    List<FakeClient> clients = clients(spec);
    clients.forEach(client -> harness.announce(client.embedding(0, 1)));
    for (FakeClient client : clients) {
      float[] delta = client.delta(spec.initialAdapter().values(), round);
      updates.add(withRank(spec, client.update(round, harness.newest(C0), 1, delta)));
    }
    return updates;
  }

  /** Updates of zeros, all of whose clients trained from the same version. */
  static List<FakeClient.Update> unchanged(FederationSpec spec, int sequence, AdapterVersion base) {
    float[] zero = new float[spec.layout().parameters()];
    return clients(spec).stream()
        .map(client -> withRank(spec, client.update(sequence, base, 1, zero)))
        .toList();
  }

  /**
   * With FLoRA, clients train a part of the layout's rank; where adapters are padded, those of an
   * even number do.
   */
  private static FakeClient.Update withRank(FederationSpec spec, FakeClient.Update update) {
    String strategy = spec.merge().strategy();
    boolean pads = strategy.endsWith("-adapters") && isEven(update);
    return strategy.equals("flora") || pads ? update.ofRank(1) : update;
  }

  private static boolean isEven(FakeClient.Update update) {
    String client = update.manifest().id().slot().client().toString();
    return (client.charAt(client.length() - 1) - '0') % 2 == 0;
  }

  static List<FakeClient> clients(FederationSpec spec) {
    var clients = new ArrayList<FakeClient>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(FakeClient.of(spec, "client-" + i, 0, 1, 10 + 7 * i));
    }
    return clients;
  }

  static float[] delta(TopologyHarness harness, String client) {
    return clients(harness.spec()).stream()
        .filter(each -> each.slot().client().toString().equals(client))
        .findFirst()
        .orElseThrow()
        .delta(harness.spec().initialAdapter().values(), 1);
  }

  static double[] column(TopologyHarness harness, int coordinate) {
    double[] column = new double[CLIENTS];
    for (int client = 0; client < CLIENTS; client++) {
      column[client] = delta(harness, "client-" + client)[coordinate];
    }
    Arrays.sort(column);
    return column;
  }

  static FederationSpec spec(String strategy, OptimizerSettings optimizer) {
    return spec(MergeSettings.of(strategy, optimizer));
  }

  static FederationSpec spec(MergeSettings merge) {
    // Two chunks.
    boolean targetModules = MergeStrategies.named(merge) instanceof ModuleStrategy;
    return new FederationSpec(
        "test",
        "mini@00",
        2,
        targetModules ? Federations.layout(CLIENTS, 30_000, 25_000) : Federations.LARGE,
        7,
        Federations.one(CLIENTS),
        WindowSettings.rounds(),
        merge);
  }
}
