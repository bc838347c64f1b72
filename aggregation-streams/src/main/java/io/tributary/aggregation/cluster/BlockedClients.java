package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.policy.ClientDecisions.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Knows which clients are blocked, by name or by pattern, and makes the events that ledgers need.
 */
public final class BlockedClients {
  private final ClientDecisions<String> decisions = new ClientDecisions<>();

  /** Starts from the decisions that were made before. */
  public BlockedClients(Collection<ClientPolicy> policies) {
    policies.forEach(this::apply);
  }

  /** Returns those of the given clients that are blocked. */
  public Set<ClientId> among(Collection<ClientId> clients) {
    return clients.stream()
        .filter(client -> decisions.blocking(client).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns the decision that blocks a client, with its reason; empty if the client may contribute.
   */
  public Optional<Decision<String>> blocking(ClientId client) {
    return decisions.blocking(client);
  }

  /** Returns whether a decision can be kept: the number of patterns is bounded. */
  public boolean hasRoomFor(ClientPolicy policy) {
    return !policy.blocked() || decisions.hasRoomFor(policy.clients());
  }

  /**
   * Applies an operator's decision; returns one event for every cluster, or none if it changes
   * nothing.
   *
   * @param state null before the first epoch
   */
  public List<ClientPolicyChanged> decided(ClientPolicy policy, ClusterState state) {
    Optional<Decision<String>> before = decisions.of(policy.clients());
    apply(policy);
    return changes(policy.clients(), before, state);
  }

  /**
   * Removes the decision under a name and returns events as for a decision.
   *
   * @param state null before the first epoch
   */
  public List<ClientPolicyChanged> forgotten(ClientPattern clients, ClusterState state) {
    Optional<Decision<String>> before = decisions.of(clients);
    decisions.remove(clients);
    return changes(clients, before, state);
  }

  /**
   * Returns the decisions that the ledger of a new cluster must know before its first member.
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
        decisions.all().forEach(decision -> news.add(changed(cluster.id(), decision.clients())));
      }
    }
    return news;
  }

  /** Returns the events that tell every cluster's ledger whether one name or pattern is blocked. */
  public List<ClientPolicyChanged> about(ClientPattern clients, ClusterState state) {
    return state.clusters().stream().map(cluster -> changed(cluster.id(), clients)).toList();
  }

  private void apply(ClientPolicy policy) {
    decisions.put(policy.clients(), policy.blocked(), policy.ruling().why());
  }

  private List<ClientPolicyChanged> changes(
      ClientPattern clients, Optional<Decision<String>> before, ClusterState state) {
    return state == null || before.equals(decisions.of(clients))
        ? List.of()
        : state.clusters().stream().map(cluster -> changed(cluster.id(), clients)).toList();
  }

  private ClientPolicyChanged changed(ClusterId cluster, ClientPattern clients) {
    Function<Decision<String>, ClientPolicyChanged> told =
        decision ->
            new ClientPolicyChanged(
                cluster,
                clients,
                decision.blocked(),
                decision.blocked() ? decision.detail() : "",
                true);
    return decisions
        .of(clients)
        .map(told)
        .orElseGet(() -> new ClientPolicyChanged(cluster, clients, false, "", false));
  }
}
