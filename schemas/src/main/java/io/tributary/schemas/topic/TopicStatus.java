package io.tributary.schemas.topic;

import java.util.List;

/**
 * What a broker has for one topic, compared with the catalogue.
 *
 * @param spec what it should be
 * @param state how it compares
 * @param differences what is not as it should be; empty unless different
 */
public record TopicStatus(TopicSpec spec, State state, List<Difference> differences) {
  /** How a broker's topic compares. */
  public enum State {
    /** As the catalogue says. */
    FINE,
    /** It does not exist: {@code apply} creates it. */
    MISSING,
    /** It exists otherwise: only a person can tell what is right. */
    DIFFERENT
  }

  /**
   * One difference between a topic on the broker and the catalogue.
   *
   * @param what {@code partitions} or one of Kafka's topic settings
   * @param expected by the catalogue
   * @param actual on the broker
   * @param fix as an imperative sentence
   */
  public record Difference(String what, String expected, String actual, String fix) {}

  public TopicStatus {
    differences = List.copyOf(differences);
  }
}
