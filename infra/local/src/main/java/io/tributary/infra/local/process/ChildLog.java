package io.tributary.infra.local.process;

import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.text.PrintableText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a child's log file: its standard error, and other text that it printed on standard output.
 */
record ChildLog(Path file) {

  private static final Logger LOG = LoggerFactory.getLogger(ChildLog.class);
  private static final long ROTATE_BYTES = 8L << 20;
  private static final int TAIL_BYTES = 8 << 10;
  private static final int TAIL_LINES = 12;

  /** Makes room for the next life; one older file is kept. */
  void rotate() {
    try {
      PrivateFiles.createFolders(file.toAbsolutePath().getParent());
      if (Files.exists(file) && Files.size(file) > ROTATE_BYTES) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      PrivateFiles.createIfMissing(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write logs to " + file, e);
    }
  }

  /**
   * Appends a line. If it cannot be written, it is logged instead: a full disk must not end the
   * child's reader.
   */
  void append(String line) {
    try {
      PrivateFiles.createIfMissing(file);
      Files.writeString(
          file, PrintableText.line(line) + System.lineSeparator(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue(LogKeys.FILE, file)
          .addKeyValue(LogKeys.ERROR, e.toString())
          .addKeyValue(LogKeys.LINE, line)
          .log("a line of a child is not in its log file");
    }
  }

  /** Returns the last lines, indented, for an error message. */
  String tail() {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      int length = (int) Math.min(TAIL_BYTES, reader.length());
      byte[] end = new byte[length];
      reader.seek(reader.length() - length);
      reader.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - TAIL_LINES))
          .map(line -> "\n    " + PrintableText.line(line))
          .collect(Collectors.joining());
    } catch (IOException e) {
      return "\n    (cannot read " + file + ": " + e + ")";
    }
  }
}
