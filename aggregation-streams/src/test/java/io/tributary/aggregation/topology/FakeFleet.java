package io.tributary.aggregation.topology;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Clients of two tasks, one slot each, that train in rounds. */
public record FakeFleet(FederationView federation, List<FakeClient> clients) {

  public static FakeFleet of(FederationView federation, int count) {
    FederationSpec spec = federation.spec();
    var clients = new ArrayList<FakeClient>();
    for (int i = 0; i < count; i++) {
      clients.add(FakeClient.of(spec, "client-" + i, 0, 1, 10 + 7 * i));
    }
    return new FakeFleet(federation, clients);
  }

  /** Announces every slot and waits for the clusters. */
  public SortedSet<ClusterId> announce() {
    for (int i = 0; i < clients.size(); i++) {
      float near = 0.01f * (i % 50);
      float rest = (float) Math.sqrt(1 - near * near);
      FakeClient client = clients.get(i);
      federation.announce(i % 2 == 0 ? client.embedding(near, rest) : client.embedding(rest, near));
    }
    return new TreeSet<>(federation.clusters().assignments().values());
  }

  /** What every client sends in a round, trained from its cluster's newest version. */
  public List<FakeClient.Update> updates(int round) {
    var updates = new ArrayList<FakeClient.Update>();
    for (FakeClient client : clients) {
      var base = federation.newest(clusterOf(client));
      updates.add(client.update(round, base, 1, client.delta(federation.values(base), round)));
    }
    return updates;
  }

  public ClusterId clusterOf(FakeClient client) {
    return federation.clusters().clusterOf(client.slot()).orElseThrow();
  }
}
