package io.tributary.infra.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces files as a whole: a full disk leaves the old one as it was. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes beside, then moves over. */
  public static void write(Path file, String content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(beside, content);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
