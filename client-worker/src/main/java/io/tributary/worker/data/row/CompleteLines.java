package io.tributary.worker.data.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The complete lines of a piece of a file, cut at line feeds.
 *
 * @param complete the lines without their line feeds
 * @param bytes length of these lines in bytes, line feeds included; the rest is a line still being
 *     written
 */
record CompleteLines(List<byte[]> complete, int bytes) {
  /** The byte order mark, U+FEFF in UTF-8. */
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  static CompleteLines of(byte[] content) {
    var complete = new ArrayList<byte[]>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        complete.add(Arrays.copyOfRange(content, start, i));
        start = i + 1;
      }
    }
    return new CompleteLines(complete, start);
  }

  /** Does the same as {@link #of}, but takes a last line without a line feed as complete. */
  static CompleteLines ofWholeFile(byte[] content) {
    CompleteLines lines = of(content);
    if (lines.bytes == content.length) {
      return lines;
    }
    var complete = new ArrayList<>(lines.complete);
    complete.add(Arrays.copyOfRange(content, lines.bytes, content.length));
    return new CompleteLines(complete, content.length);
  }

  /** Returns whether a line is blank; a byte order mark alone is blank, too. */
  static boolean isBlank(byte[] line) {
    boolean marked =
        line.length >= MARK.length && Arrays.equals(line, 0, MARK.length, MARK, 0, MARK.length);
    for (int i = marked ? MARK.length : 0; i < line.length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
