package io.tributary.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/** Exceptions as text, whose messages cannot pass for lines of the log. */
final class StackTraces {
  private StackTraces() {}

  /** The exception, what it suppressed and its causes, each line with its end. */
  static String of(IThrowableProxy thrown) {
    var text = new StringBuilder();
    append(thrown, "", "", text);
    return text.toString();
  }

  private static void append(
      IThrowableProxy thrown, String indent, String caption, StringBuilder text) {
    text.append(indent).append(caption).append(thrown.getClassName());
    if (thrown.getMessage() != null) {
      text.append(": ").append(LogEscapes.line(thrown.getMessage()));
    }
    text.append('\n');
    if (thrown.isCyclic()) {
      return;
    }
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    int own = frames.length - thrown.getCommonFrames();
    for (int frame = 0; frame < own; frame++) {
      text.append(indent).append('\t').append(frames[frame].getSTEAsString()).append('\n');
    }
    if (thrown.getCommonFrames() > 0) {
      text.append(indent).append("\t... ").append(thrown.getCommonFrames()).append(" more\n");
    }
    for (IThrowableProxy suppressed : thrown.getSuppressed()) {
      append(suppressed, indent + "\t", "Suppressed: ", text);
    }
    if (thrown.getCause() != null) {
      append(thrown.getCause(), indent, "Caused by: ", text);
    }
  }
}
