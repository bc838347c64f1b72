package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who is blocked, and what that means for each cluster's ledger. */
public final class BlockedClients {
  private final SortedMap<ClientId, String> reasons = new TreeMap<>();

  /** Those who were blocked. */
  public BlockedClients(Collection<ClientPolicy> policies) {
    policies.forEach(this::apply);
  }

  /** All of them. */
  public Set<ClientId> clients() {
    return Set.copyOf(reasons.keySet());
  }

  /** Why a client is blocked, empty if it is not. */
  public Optional<String> whyBlocked(ClientId client) {
    return Optional.ofNullable(reasons.get(client));
  }

  /**
   * A person decided: one event for every cluster, none if it changes nothing.
   *
   * @param state null before the first epoch
   */
  public List<ClientPolicyChanged> decided(ClientPolicy policy, ClusterState state) {
    Optional<String> before = whyBlocked(policy.client());
    apply(policy);
    return state == null || before.equals(whyBlocked(policy.client()))
        ? List.of()
        : state.clusters().stream().map(cluster -> changed(cluster.id(), policy.client())).toList();
  }

  /**
   * What a new cluster's ledger must know before its first member.
   *
   * @param before null before the first epoch
   */
  public List<ClientPolicyChanged> news(ClusterState before, ClusterState after) {
    var known =
        before == null
            ? List.<ClusterId>of()
            : before.clusters().stream().map(ClusterCentroid::id).toList();
    var news = new ArrayList<ClientPolicyChanged>();
    for (ClusterCentroid cluster : after.clusters()) {
      if (!known.contains(cluster.id())) {
        reasons.keySet().forEach(client -> news.add(changed(cluster.id(), client)));
      }
    }
    return news;
  }

  /** What every cluster's ledger must know of one client, blocked or not. */
  public List<ClientPolicyChanged> about(ClientId client, ClusterState state) {
    return state.clusters().stream().map(cluster -> changed(cluster.id(), client)).toList();
  }

  private void apply(ClientPolicy policy) {
    if (policy.blocked()) {
      reasons.put(policy.client(), policy.ruling().why());
    } else {
      reasons.remove(policy.client());
    }
  }

  private ClientPolicyChanged changed(ClusterId cluster, ClientId client) {
    Optional<String> why = whyBlocked(client);
    return new ClientPolicyChanged(cluster, client, why.isPresent(), why.orElse(""));
  }
}
