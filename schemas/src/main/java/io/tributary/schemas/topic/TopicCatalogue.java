package io.tributary.schemas.topic;

import io.tributary.schemas.topic.TopicSpec.Cleanup;
import java.time.Duration;
import java.util.List;

/**
 * The topics of one federation, which are the product's public API.
 *
 * @param federation prefix of every name
 * @param partitions of the topics that are keyed by cluster or chunk
 */
public record TopicCatalogue(String federation, int partitions) {
  private static final Duration FOREVER = Duration.ofMillis(-1);
  private static final Duration WEEK = Duration.ofDays(7);

  public TopicCatalogue {
    if (partitions < 1) {
      throw new IllegalArgumentException("topics.partitions must be >= 1, was " + partitions);
    }
  }

  /** The topic of the contract, which every party follows. */
  public TopicSpec federationSpec() {
    return state("federation", "federation", 1, "what every party agrees on");
  }

  /** The compacted topic of slots' centroids, keyed {@code client/slot}. */
  public TopicSpec taskEmbeddings() {
    return new TopicSpec(
        name("task-embeddings"),
        "client/slot",
        1,
        Cleanup.COMPACT,
        FOREVER,
        true,
        "the centroid of every slot's text");
  }

  /** The topic of updates' manifests, the system of record. */
  public TopicSpec adapterUpdates() {
    return fromClients("adapter-updates", "cluster", "one manifest per adapter update");
  }

  /** The topic of the updates' payloads, in chunks. */
  public TopicSpec updateChunks() {
    return fromClients("update-chunks", "cluster/chunk", "the updates' values, in chunks");
  }

  /** The topic of all centroids and assignments, in one record. */
  public TopicSpec clusterState() {
    return state("cluster-state", "'clusters'", 1, "all global clusters and who belongs to them");
  }

  /** The topic of the manifests of published versions. */
  public TopicSpec globalAdapters() {
    return state("global-adapters", "cluster/version", 1, "one manifest per adapter version");
  }

  /** The topic of the values of published versions, in chunks. */
  public TopicSpec globalAdapterChunks() {
    return payloads("global-adapter-chunks", "cluster/version/chunk", "the versions' values");
  }

  /** The topic of personal starts: where contributors that keep no state start their next round. */
  public TopicSpec personalAdapters() {
    return payloads("personal-adapters", "client/slot/chunk", "where contributors start again");
  }

  /** The topic of decisions, one per update. */
  public TopicSpec updateLedger() {
    return log("update-ledger", "cluster", "what became of every update");
  }

  /** The topic of rejected records, with their reasons. */
  public TopicSpec quarantine() {
    return log("quarantine", "subject", "rejected records, with their reasons");
  }

  /** The topic of clients' progress reports for people, kept for a week. */
  public TopicSpec workerReports() {
    return new TopicSpec(
        name("worker-reports"), "client", 1, Cleanup.DELETE, WEEK, true, "progress of the clients");
  }

  /** The topic of operators' decisions about clients. */
  public TopicSpec clientPolicy() {
    return state("client-policy", "client", 1, "who is blocked, by whom and why");
  }

  /** The topic of operators' decisions about clients' keys. */
  public TopicSpec clientRegistrations() {
    return state("client-registrations", "client", 1, "which key operators gave to whom");
  }

  /** The topic of the key that each client signs with, as the aggregator publishes it. */
  public TopicSpec clientKeys() {
    return state("client-keys", "client", 1, "the key that each client's records are checked with");
  }

  /**
   * The topic of operators' decisions about updates in quarantine. It is kept as long as the
   * updates.
   */
  public TopicSpec updateRulings() {
    return log("update-rulings", "cluster", "what people decided about updates in quarantine");
  }

  /**
   * The aggregator's own topic of events for a cluster's ledger. It is kept as long as the updates,
   * beside which it is small: an aggregator may be down for any time, and events carry the times of
   * their updates, which may be old.
   */
  public TopicSpec clusterEvents() {
    return log("cluster-events", "cluster", "inside the aggregator: towards a cluster's ledger");
  }

  /**
   * The aggregator's own topic of commands about a chunk's sums. It is kept as long as {@link
   * #clusterEvents}.
   */
  public TopicSpec chunkEvents() {
    return log("chunk-events", "cluster/chunk", "inside the aggregator: towards a chunk's sums");
  }

  /** Returns every topic, in the order in which an update meets them. */
  public List<TopicSpec> all() {
    return List.of(
        federationSpec(),
        taskEmbeddings(),
        clusterState(),
        adapterUpdates(),
        updateChunks(),
        updateRulings(),
        clusterEvents(),
        chunkEvents(),
        updateLedger(),
        quarantine(),
        globalAdapters(),
        globalAdapterChunks(),
        personalAdapters(),
        workerReports(),
        clientPolicy(),
        clientRegistrations(),
        clientKeys());
  }

  private TopicSpec state(String topic, String key, int count, String purpose) {
    return new TopicSpec(name(topic), key, count, Cleanup.COMPACT, FOREVER, false, purpose);
  }

  private TopicSpec payloads(String topic, String key, String purpose) {
    return state(topic, key, partitions, purpose).inSmallSegments();
  }

  private TopicSpec log(String topic, String key, String purpose) {
    return log(topic, key, false, purpose);
  }

  private TopicSpec fromClients(String topic, String key, String purpose) {
    return log(topic, key, true, purpose);
  }

  private TopicSpec log(String topic, String key, boolean brokerTime, String purpose) {
    return new TopicSpec(
        name(topic), key, partitions, Cleanup.DELETE, FOREVER, brokerTime, purpose);
  }

  private String name(String topic) {
    return federation + "." + topic;
  }
}
