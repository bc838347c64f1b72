package io.tributary.infra.local.result;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tributary.infra.evaluate.ResultsTable;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.report.HtmlLocalRunReport;
import io.tributary.infra.report.ResultsFile;
import io.tributary.infra.report.RunResults;
import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * The outcome of a run.
 *
 * @param results for machines
 * @param text for people, with the paths of the files
 */
public record LocalRunOutcome(RunResults results, String text) {
  private static final String RESULTS = "results.json";
  private static final String REPORT = "report.html";

  /**
   * Writes the results to {@code results.json} in the output directory.
   *
   * @param progress shows the table if it cannot be written
   * @throws Failure OUT_DIR_UNUSABLE then
   */
  public static void keep(LocalRunOptions options, RunResults results, Progress progress) {
    Path dir = options.outDir();
    try {
      PrivateFiles.createFolders(dir);
      ResultsFile.write(results, dir.resolve(RESULTS));
    } catch (IOException e) {
      progress.line(ResultsTable.of(results));
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "OUT_DIR_UNUSABLE",
          "the results cannot be written to " + dir + ": " + e,
          "Free space on its disk and check its permissions, or choose another one with --out;"
              + " the same command then shows the table at once.",
          e);
    }
  }

  /**
   * Writes {@code results.json} with its picture, and {@code report.html}, and returns the outcome
   * with their paths.
   *
   * @param progress is warned if there is no report, which does not fail the run
   */
  public static LocalRunOutcome write(
      LocalRunOptions options, RunResults results, String afterwards, Progress progress) {
    Path dir = options.outDir();
    String report = "\nreport   " + dir.resolve(REPORT);
    try {
      ResultsFile.write(results, dir.resolve(RESULTS));
      HtmlLocalRunReport.write(results, dir.resolve(REPORT));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      progress.warn("there is no report, which cannot be written to " + dir + ": " + e);
      report = "";
    }
    return new LocalRunOutcome(
        results,
        ResultsTable.of(results) + "\n\nresults  " + dir.resolve(RESULTS) + report + afterwards);
  }

  /**
   * Returns a curl command that asks the router an example question, ready to paste into a shell.
   */
  public static String curl(URI router, LabelledQuestion example) {
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
