package io.tributary.aggregation.merge.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.merge.server.ServerOptimizer;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** STRATEGIES.md says of every strategy what the strategy says of itself, in the same order. */
class StrategiesTableTest {
  @Test
  void tableOfStrategiesIsTheCatalogue() throws IOException {
    var rows = new ArrayList<String>();
    for (MergeStrategy strategy : MergeStrategies.all(MergeSettings.defaults())) {
      rows.add(
          String.join(
              " | ",
              strategy.name(),
              strategy.incremental() ? "yes" : "no",
              strategy.orderFree() ? "yes" : "no",
              strategy.minParts()
                  + ".."
                  + (strategy.maxParts() == Integer.MAX_VALUE ? "" : strategy.maxParts())));
    }
    assertThat(
            table("strategy").stream()
                .map(
                    cells ->
                        String.join(" | ", cells.get(0), cells.get(3), cells.get(4), cells.get(5)))
                .toList())
        .containsExactlyElementsOf(rows);
  }

  @Test
  void tableOfOptimisersIsTheCatalogue() throws IOException {
    var rows = new ArrayList<String>();
    for (ServerOptimizer optimizer : ServerOptimizers.all(OptimizerSettings.none())) {
      rows.add(optimizer.name() + " | " + optimizer.moments());
    }
    assertThat(
            table("optimiser").stream().map(cells -> cells.get(0) + " | " + cells.get(3)).toList())
        .containsExactlyElementsOf(rows);
  }

  @Test
  void tableOfAgreementHasEveryMode() throws IOException {
    assertThat(table("agreement").stream().map(cells -> cells.get(0)).toList())
        .containsExactlyElementsOf(
            Arrays.stream(AgreementMode.values()).map(AgreementModes::name).toList());
  }

  /** The rows of the table whose first heading this is, without quotes of code. */
  private static List<List<String>> table(String heading) throws IOException {
    var rows = new ArrayList<List<String>>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("STRATEGIES.md"))) {
      List<String> cells = List.of(line.replace("`", "").split("\\s*\\|\\s*"));
      if (cells.size() > 1 && cells.get(1).equals(heading)) {
        inside = true;
      } else if (!line.startsWith("|")) {
        inside = false;
      } else if (inside && !line.startsWith("|---")) {
        rows.add(cells.subList(1, cells.size()));
      }
    }
    return rows;
  }
}
