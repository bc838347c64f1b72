package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.quarantine.QuarantineCase;
import java.util.List;

/**
 * One subject in quarantine.
 *
 * @param status open, released or discarded
 * @param origin position of the rejected record
 * @param place position of the quarantine record
 * @param bytes number of bytes of the original in quarantine
 * @param records number of records of the subject in quarantine
 * @param ruling the operator's decision; empty while there is none
 * @param releasable whether an operator may release it
 * @param obstacle why not; empty if one may
 */
@JsonNaming(SnakeCaseStrategy.class)
public record QuarantineCaseRow(
    String subject,
    String status,
    String reason,
    String detail,
    String origin,
    String place,
    int bytes,
    int records,
    String ruling,
    boolean releasable,
    String obstacle,
    String at) {
  /** The column heads of the table of quarantine. */
  public static final List<String> HEAD =
      List.of("subject", "status", "reason", "detail", "set aside at");

  public static QuarantineCaseRow of(QuarantineCase found) {
    return new QuarantineCaseRow(
        found.subject(),
        NumberText.name(found.status()),
        found.reason().name(),
        found.detail(),
        found.origin().toString(),
        found.place().toString(),
        found.bytes(),
        found.records(),
        found.ruling(),
        found.obstacle().isEmpty(),
        found.obstacle().orElse(""),
        found.at().toString());
  }

  /** Returns the cells of a table. */
  public List<String> cells() {
    return List.of(subject, status, reason, ruling.isEmpty() ? detail : ruling, at);
  }
}
