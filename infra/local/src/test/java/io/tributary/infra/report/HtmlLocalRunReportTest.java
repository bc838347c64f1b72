package io.tributary.infra.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.report.RunResults.Adapter;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.infra.report.RunResults.Point;
import io.tributary.infra.report.RunResults.RoundAccuracy;
import io.tributary.infra.report.RunResults.TaskMap;
import io.tributary.infra.report.RunResults.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlLocalRunReportTest {
  @Test
  void resultsSurviveTheirFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results.json");
    ResultsFile.write(results("mail"), file);
    assertThat(ResultsFile.read(file)).isEqualTo(results("mail"));
  }

  @Test
  void resultsHoldTheDocumentedKeys() throws IOException {
    assertThat(ResultsFile.toJson(results("mail")))
        .contains(
            "\"schema_version\"",
            "\"wall_seconds\"",
            "\"train_seconds\"",
            "\"peak_rss_bytes\"",
            "\"bytes_up\"",
            "\"bytes_down\"",
            "\"routing_accuracy\"",
            "\"cluster_purity\"",
            "\"all_tasks\"",
            "\"own_task\"",
            "\"per_task\"",
            "\"warnings\"");
  }

  @Test
  void pageNeedsNothingFromOutside(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    HtmlLocalRunReport.write(results("mail"), file);
    assertThat(Files.readString(file))
        .contains("\"mail\"")
        .doesNotContain("@RESULTS@", "<link", "src=", "https:");
  }

  @Test
  void taskNameCannotBecomeMarkup() throws IOException {
    assertThat(HtmlLocalRunReport.render(results("</script><b>"))).doesNotContain("</script><b>");
  }

  static RunResults results(String task) {
    var perTask = new TreeMap<>(Map.of(task, 0.5, "urgency", 0.75));
    return new RunResults(
        1,
        "single",
        7,
        2,
        8,
        2,
        93.5,
        70.25,
        2_500_000_000L,
        4_718_592,
        9_437_184,
        0.99,
        1.0,
        List.of(
            new Method("base", 0.45, 0.45, perTask),
            new Method("fedrouter-global", 0.85, 0.85, perTask)),
        List.of(new Adapter("c0@1.2-0123456789abcdef", 0, 1, 2, "0123456789abcdef", task)),
        Map.of("train", 70.25, "start", 12.0),
        new TreeMap<>(Map.of("broker", 250_000_000L)),
        List.of(new RoundAccuracy(1, perTask), new RoundAccuracy(2, perTask)),
        List.of(new Version("c0@1.1-0123456789abcdef", 0, 1, 40, 2, 1.2)),
        new TaskMap(
            List.of(new Point(0, 1, task, 0)),
            List.of(new Point(0.5, 0.5, "client-1/0", 0)),
            List.of(new Point(1, 0, "c0", 0))),
        new TreeMap<>(Map.of("client-5", 2L)),
        new TreeMap<>(Map.of("NOT_FINITE", 1L)),
        new TreeMap<>(Map.of("rank", "8")),
        List.of("a warning"));
  }
}
