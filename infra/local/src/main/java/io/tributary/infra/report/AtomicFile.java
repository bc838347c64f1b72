package io.tributary.infra.report;

import io.tributary.schemas.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Replaces files as a whole: a full disk leaves the old one intact. Results may quote rows, so only
 * their owner may read them, and may share them.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file beside the old one, then moves it over. */
  public static void write(Path file, String content) throws IOException {
    PrivateFiles.replace(file, content);
  }

  /** Writes the buffer's remaining bytes in the same way. */
  public static void write(Path file, ByteBuffer content) throws IOException {
    PrivateFiles.replace(file, content);
  }
}
