package io.tributary.infra.operate;

import io.tributary.aggregation.topology.AggregatorTopics;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaSubject;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Deletes a federation for good: its topics, those of its aggregator, the aggregator's consumer
 * group, and its subjects. Repeating it completes an interrupted deletion; the contract is deleted
 * first, so that no program of the federation starts again meanwhile.
 *
 * @param connection addresses of the federation
 */
public record FederationRemoval(FederationConnection connection) {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /**
   * The parts of a federation that exist.
   *
   * @param topics the contract's first
   * @param group the aggregator's; empty if it has none
   * @param subjects of the schema registry
   */
  public record Inventory(List<String> topics, List<String> group, List<String> subjects) {
    /** Returns whether nothing exists. */
    public boolean isEmpty() {
      return topics.isEmpty() && group.isEmpty() && subjects.isEmpty();
    }
  }

  /**
   * Lists what a removal would delete, and changes nothing.
   *
   * @throws Failure DOMAIN if an aggregator is running
   */
  public Inventory inventory() {
    try (Admin admin = BrokerCalls.admin(connection, TIMEOUT);
        var registry = SchemaRegistry.of(connection)) {
      Set<String> present =
          BrokerCalls.await(connection, "listing topics", admin.listTopics().names(), TIMEOUT);
      List<String> topics = new ArrayList<>(names());
      topics.retainAll(present);
      Set<String> subjects = new TreeSet<>(registry.subjects());
      subjects.retainAll(
          SchemaSubject.of(new TopicCatalogue(connection.federation(), 1)).stream()
              .map(SchemaSubject::name)
              .toList());
      return new Inventory(topics, group(admin), List.copyOf(subjects));
    }
  }

  /** Deletes what an inventory lists. */
  public void carryOut(Inventory inventory) {
    try (Admin admin = BrokerCalls.admin(connection, TIMEOUT);
        var registry = SchemaRegistry.of(connection)) {
      for (String topic : inventory.topics()) {
        unless(
            UnknownTopicOrPartitionException.class,
            "deleting topic " + topic,
            admin.deleteTopics(List.of(topic)).all());
      }
      unless(
          GroupIdNotFoundException.class,
          "deleting the aggregator's group",
          admin.deleteConsumerGroups(inventory.group()).all());
      inventory.subjects().forEach(registry::delete);
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    new TopicCatalogue(connection.federation(), 1)
        .all().stream().map(TopicSpec::name).forEach(names::add);
    names.addAll(AggregatorTopics.changelogs(connection.federation()));
    return names;
  }

  private List<String> group(Admin admin) {
    String group = new FederationNames(connection.federation()).aggregator();
    var found =
        BrokerCalls.await(connection, "listing groups", admin.listGroups().valid(), TIMEOUT);
    if (found.stream().noneMatch(listing -> listing.groupId().equals(group))) {
      return List.of();
    }
    int members =
        BrokerCalls.await(
                connection,
                "describing group " + group,
                admin.describeConsumerGroups(List.of(group)).describedGroups().get(group),
                TIMEOUT)
            .members()
            .size();
    if (members > 0) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "FEDERATION_IN_USE",
          "the aggregator of federation "
              + connection.federation()
              + " is running: group "
              + group
              + " has "
              + members
              + (members == 1 ? " member" : " members"),
          "Stop every aggregator, worker and router of the federation; one that was killed is a"
              + " member until its session ends, 45 seconds at most.");
    }
    return List.of(group);
  }

  private void unless(Class<? extends Exception> gone, String doing, KafkaFuture<Void> answer) {
    try {
      BrokerCalls.await(connection, doing, answer, TIMEOUT);
    } catch (Failure e) {
      if (!gone.isInstance(e.getCause())) {
        throw e;
      }
    }
  }
}
