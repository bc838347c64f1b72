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
public record CommandResult(Object data, String text, List<SkippedRow> skipped) {
  public CommandResult {
    skipped = List.copyOf(skipped);
  }

  /** Creates an answer that leaves nothing out. */
  public CommandResult(Object data, String text) {
    this(data, text, List.of());
  }

  /** Returns the answer of a verb without data, which reports only that it is done. */
  public static CommandResult done(String text) {
    return new CommandResult(Map.of(), text);
  }

  public CommandResult leavingOut(List<SkippedRow> rows) {
    return new CommandResult(data, text, rows);
  }
}
