package io.tributary.infra.cli.command;

import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.natives.NativeFolder;
import io.tributary.schemas.text.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the stack trace of an unexpected exception where the user can find it. */
public final class StackTraceFile {
  private static final Logger LOG = LoggerFactory.getLogger(StackTraceFile.class);

  private StackTraceFile() {}

  /** Writes the stack trace; returns its place: a file, or the log when no file can be written. */
  public static String write(Throwable thrown) {
    try {
      Path file = Files.createTempFile(NativeFolder.systemTemporary(), "tributary-crash-", ".log");
      Files.write(file, lines(thrown));
      return file.toString();
    } catch (IOException e) {
      LOG.atError()
          .setCause(thrown)
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .log("unexpected exception, and no file for its stack trace");
      return "the log above";
    }
  }

  private static List<String> lines(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      lines.add((lines.isEmpty() ? "" : "caused by ") + PrintableText.line(cause.toString()));
      for (StackTraceElement frame : cause.getStackTrace()) {
        lines.add("  at " + frame);
      }
    }
    return lines;
  }
}
