package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.quarantine.QuarantineCase;
import java.util.List;

/**
 * One subject in quarantine.
 *
 * @param status open, released or discarded
 * @param origin where the record was read that was set aside
 * @param place of the quarantine record
 * @param bytes of the original that quarantine holds
 * @param records that quarantine has of the subject
 * @param ruling what a person decided; empty while nobody did
 * @param releasable whether a person may let it count
 * @param obstacle why not; empty if one may
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CaseRow(
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
  /** The cells' names. */
  public static final List<String> HEAD =
      List.of("subject", "status", "reason", "detail", "set aside at");

  public static CaseRow of(QuarantineCase found) {
    return new CaseRow(
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

  /** Cells of a table. */
  public List<String> cells() {
    return List.of(subject, status, reason, ruling.isEmpty() ? detail : ruling, at);
  }
}
