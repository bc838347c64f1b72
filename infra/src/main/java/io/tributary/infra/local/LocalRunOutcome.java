package io.tributary.infra.local;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tributary.infra.evaluate.Question;
import io.tributary.infra.evaluate.ResultsTable;
import io.tributary.infra.report.HtmlReport;
import io.tributary.infra.report.ResultsFile;
import io.tributary.infra.report.RunResults;
import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * What a run ends with.
 *
 * @param results for machines
 * @param text the same for people, with where the files are
 */
public record LocalRunOutcome(RunResults results, String text) {
  /** Writes {@code results.json} and {@code report.html} and says where. */
  static LocalRunOutcome write(LocalRunOptions options, RunResults results, String afterwards) {
    Path dir = options.outDir();
    Path json = dir.resolve("results.json");
    Path html = dir.resolve("report.html");
    try {
      PrivateFiles.createFolders(dir);
      ResultsFile.write(results, json);
      HtmlReport.write(results, html);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "OUT_DIR_UNUSABLE",
          "the results cannot be written to " + dir + ": " + e,
          "Free space on its disk and check its permissions, or choose another one with --out;"
              + " the same command then shows the table at once.",
          e);
    }
    String text =
        ResultsTable.of(results) + "\n\nresults  " + json + "\nreport   " + html + afterwards;
    return new LocalRunOutcome(results, text);
  }

  /** A ready-to-paste request. */
  static String curl(URI router, Question example) {
    String body =
        "{\"inputs\":[{\"id\":\"1\",\"text\":\"%s\",\"options\":[%s]}]}"
            .formatted(
                escaped(example.text()),
                String.join(
                    ",", example.options().stream().map(o -> "\"" + escaped(o) + "\"").toList()));
    return "\n\nThe router answers at "
        + router
        + " until Ctrl-C. Try:\n\ncurl -s "
        + router.resolve("/v1/predict")
        + " -H 'Content-Type: application/json' -d '"
        + body.replace("'", "'\\''")
        + "'";
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
