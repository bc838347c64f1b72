package io.tributary.infra.report;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a local run as one page, whose script draws the pictures. */
public final class HtmlLocalRunReport {
  private static final String BODY = "/report/local-run.html";
  private static final String PLACE = "@RESULTS@";

  private HtmlLocalRunReport() {}

  /** Writes the page, replacing an older one. */
  public static void write(RunResults results, Path file) throws IOException {
    AtomicFile.write(file, render(results));
  }

  /** Returns the page. Results are data in it: none of their texts can become markup or script. */
  static String render(RunResults results) throws IOException {
    String json = ResultsFile.toJson(results).replace("<", "\\u003c");
    return HtmlDocument.of("Tributary run", HtmlDocument.resource(BODY).replace(PLACE, json));
  }
}
