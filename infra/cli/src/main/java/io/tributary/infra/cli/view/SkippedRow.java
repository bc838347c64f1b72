package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.SkippedRecords;
import java.util.List;

/**
 * Records of one topic that an answer leaves out.
 *
 * @param kind undecodable, foreign_key, bad_tombstone, refused or surplus
 * @param count number of records
 * @param first position of the first of them
 * @param why what is wrong with that one
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SkippedRow(String topic, String kind, long count, String first, String why) {
  /** Returns all records that a reader left out. */
  public static List<SkippedRow> of(SkippedRecords skipped) {
    return skipped.groups().stream()
        .map(
            group ->
                new SkippedRow(
                    group.topic(),
                    NumberText.name(group.kind()),
                    group.count(),
                    group.first().toString(),
                    group.why()))
        .toList();
  }

  /** Returns one line for people. */
  public String text() {
    return "warning: %s of %s not shown (%s), the first at %s: %s"
        .formatted(NumberText.count(count, "record"), topic, kind, first, why);
  }
}
