package io.tributary.infra.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.schemas.text.PrintableText;
import java.io.IOException;
import java.nio.file.Path;

/** Reads and writes {@link RunResults} as {@code results.json}. */
public final class ResultsFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultsFile() {}

  /** Writes the file, replacing an older one. */
  public static void write(RunResults results, Path file) throws IOException {
    AtomicFile.write(file, toJson(results) + "\n");
  }

  /** Reads a file that {@link #write} wrote. */
  public static RunResults read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), RunResults.class);
  }

  static String toJson(RunResults results) throws IOException {
    return PrintableText.text(JSON.writeValueAsString(results));
  }
}
