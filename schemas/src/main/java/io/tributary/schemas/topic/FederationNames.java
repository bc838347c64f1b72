package io.tributary.schemas.topic;

import io.tributary.schemas.id.ClientId;

/**
 * What a federation's programs call themselves towards the broker, where access is granted by name.
 * A name that holds a {@code /} is no federation's and no client's, so that no name of ours can
 * begin with another's.
 *
 * @param federation prefix of the topics
 */
public record FederationNames(String federation) {
  /**
   * The aggregator's consumer group. Kafka Streams puts it, and a {@code -}, in front of the names
   * of its own topics and of its transactional ids. It never changes: the aggregator's state and
   * its place in the topics hang on it.
   */
  public String aggregator() {
    return federation + "-aggregator";
  }

  /** Prefix of the aggregator's own topics and transactional ids. */
  public String aggregatorPrefix() {
    return aggregator() + "-";
  }

  /** The transactional id of one client's updates: a newer worker of the client fences an older. */
  public String transactionsOf(ClientId client) {
    return federation + "/worker/" + client.value();
  }

  /** Prefix of the transactional ids of what people decide. */
  public String operatorPrefix() {
    return federation + "/operator/";
  }

  /** The transactional id of the contract: of two that publish it at once, one is fenced. */
  public String contract() {
    return federation + "/contract";
  }
}
