package io.tributary.infra.cli.command;

import io.tributary.infra.cli.view.SkippedRow;
import java.util.List;
import java.util.Map;

/**
 * The result of a verb.
 *
 * @param data for machines: anything that Jackson writes as an object
 * @param text for people; may have many lines
 * @param skipped records that were found and are left out of it
 */
public record Answer(Object data, String text, List<SkippedRow> skipped) {
  public Answer {
    skipped = List.copyOf(skipped);
  }

  /** Creates an answer that leaves nothing out. */
  public Answer(Object data, String text) {
    this(data, text, List.of());
  }

  /** Returns the answer of a verb without data, which reports only that it is done. */
  public static Answer done(String text) {
    return new Answer(Map.of(), text);
  }

  public Answer leavingOut(List<SkippedRow> rows) {
    return new Answer(data, text, rows);
  }
}
