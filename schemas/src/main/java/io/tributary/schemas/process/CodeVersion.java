package io.tributary.schemas.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The version of the code that runs. Answers, metrics and the results of experiments name it, so
 * that they can be traced to a commit.
 */
public final class CodeVersion {
  private CodeVersion() {}

  /**
   * Returns the version, a {@code +}, and the first twelve digits of the commit that was built,
   * with {@code -dirty} if files differed from it; {@code unknown} if the build had no repository.
   */
  public static String text() {
    try (InputStream stream = CodeVersion.class.getResourceAsStream("version.txt")) {
      if (stream == null) {
        throw new IllegalStateException("version.txt must be in the archive of schemas, is not");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
      // Without a repository the build leaves the placeholder as it is.
      int placeholder = text.indexOf("${");
      return placeholder < 0 ? text : text.substring(0, placeholder) + "unknown";
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt cannot be read", e);
    }
  }
}
