package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.cli.view.LedgerDecisionRow;
import io.tributary.infra.history.lineage.LeftOutUpdate;

/**
 * One update that a window left out.
 *
 * @param countedIn the version that contains it later; 0: none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LeftOutUpdateRow(LedgerDecisionRow decision, int countedIn) {
  static LeftOutUpdateRow of(LeftOutUpdate leftOut) {
    return new LeftOutUpdateRow(LedgerDecisionRow.of(leftOut.decision()), leftOut.countedIn());
  }
}
