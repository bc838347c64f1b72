package io.tributary.infra.report;

import io.tributary.schemas.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Replaces files as a whole: a full disk leaves the old one as it was. Results may quote rows, so
 * that only their owner may read them; who wants to share them does so.
 */
public final class WholeFile {
  private WholeFile() {}

  /** Writes beside, then moves over. */
  public static void write(Path file, String content) throws IOException {
    PrivateFiles.replace(file, content);
  }

  /** The same with bytes: the buffer's remaining ones. */
  public static void write(Path file, ByteBuffer content) throws IOException {
    PrivateFiles.replace(file, content);
  }
}
