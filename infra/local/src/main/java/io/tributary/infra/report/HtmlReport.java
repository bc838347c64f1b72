package io.tributary.infra.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes a run as one HTML file that needs no other file and no network. */
public final class HtmlReport {
  private static final String TEMPLATE = "/report/report.html";
  private static final String PLACE = "@RESULTS@";

  private HtmlReport() {}

  /** Writes the page, replacing an older one. */
  public static void write(RunResults results, Path file) throws IOException {
    WholeFile.write(file, render(results));
  }

  /** Returns the page. Results are data in it: none of their texts can become markup or script. */
  static String render(RunResults results) throws IOException {
    String json = ResultsFile.toJson(results).replace("<", "\\u003c");
    return template().replace(PLACE, json);
  }

  private static String template() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException("resource " + TEMPLATE + " is missing from the infra jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
