package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.cli.view.DecisionRow;
import io.tributary.infra.history.lineage.LeftOut;

/**
 * One update that a window left out.
 *
 * @param countedIn the version that contains it later; 0: none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LeftOutRow(DecisionRow decision, int countedIn) {
  static LeftOutRow of(LeftOut leftOut) {
    return new LeftOutRow(DecisionRow.of(leftOut.decision()), leftOut.countedIn());
  }
}
