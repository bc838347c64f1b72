package io.tributary.schemas.topic;

import java.util.List;

/**
 * A topic on the broker, compared with the catalogue.
 *
 * @param spec the topic as it should be
 * @param state result of the comparison
 * @param differences every setting that differs; empty unless different
 */
public record TopicStatus(TopicSpec spec, State state, List<Difference> differences) {
  /** The result of comparing a broker's topic with the catalogue. */
  public enum State {
    /** The topic is as the catalogue defines it. */
    FINE,
    /** The topic does not exist: {@code apply} creates it. */
    MISSING,
    /** The topic exists with other settings: a person must decide which are right. */
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
