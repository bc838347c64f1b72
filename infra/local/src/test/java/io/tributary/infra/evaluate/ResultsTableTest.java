package io.tributary.infra.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.report.RunResults;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.infra.report.RunResults.TaskMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultsTableTest {
  @Test
  void fitsIntoAHundredColumnsEvenWithLongTaskNames() {
    String table = ResultsTable.of(results());
    assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(table).endsWith("\nwarning: slots are weak; pass --slots K");
    assertThat(table).contains("fedrouter-global").contains("87.5").contains("70 %");
  }

  private static RunResults results() {
    SortedMap<String, Double> perTask =
        new TreeMap<>(
            Map.of(
                "question_classification", 0.875,
                "linguistic_acceptability", 0.5,
                "topic_classification", 0.75,
                "entailment", 1.0));
    Map<String, Double> split = new LinkedHashMap<>();
    for (String part : List.of("start", "embed", "train", "exchange", "evaluate", "stop")) {
      split.put(part, 123.4);
    }
    return new RunResults(
        1,
        "single",
        7,
        8,
        8,
        4,
        100,
        70,
        1L << 31,
        1 << 24,
        1 << 24,
        0.99,
        1,
        List.of(
            new Method("base", 0.5, 0.5, perTask),
            new Method("fedrouter-global", 0.5, 0.5, perTask)),
        List.of(),
        split,
        new TreeMap<>(),
        List.of(),
        List.of(),
        new TaskMap(List.of(), List.of(), List.of()),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of("slots are weak; pass --slots K"));
  }
}
