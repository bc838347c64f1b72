package io.tributary.infra.cli;

import java.util.Map;

/**
 * What a verb found out.
 *
 * @param data for machines: anything that Jackson writes as an object
 * @param text the same for people; may have many lines
 */
public record Answer(Object data, String text) {
  /** An answer of a verb that has nothing to say but that it is done. */
  public static Answer done(String text) {
    return new Answer(Map.of(), text);
  }
}
