package io.tributary.schemas.topic;

import io.tributary.schemas.id.ClientId;

/**
 * The names of a federation's programs towards the broker, which grants access by name. They
 * contain a {@code /}, which names of federations and clients cannot contain, so that no name is
 * the prefix of another.
 *
 * @param federation prefix of the topics
 */
public record FederationNames(String federation) {
  /**
   * Returns the aggregator's consumer group. Kafka Streams prefixes the names of its own topics and
   * of its transactional ids with it and a {@code -}. It must never change: the aggregator's state
   * and its offsets depend on it.
   */
  public String aggregator() {
    return federation + "-aggregator";
  }

  /** Returns the prefix of the aggregator's own topics and transactional ids. */
  public String aggregatorPrefix() {
    return aggregator() + "-";
  }

  /**
   * Returns the transactional id of one client's updates, by which a newer worker of the client
   * fences an older one.
   */
  public String transactionsOf(ClientId client) {
    return federation + "/worker/" + client.value();
  }

  /** Returns the prefix of the transactional ids of operators' decisions. */
  public String operatorPrefix() {
    return federation + "/operator/";
  }

  /**
   * Returns the transactional id of the contract, by which one of two concurrent publishers is
   * fenced.
   */
  public String contract() {
    return federation + "/contract";
  }
}
