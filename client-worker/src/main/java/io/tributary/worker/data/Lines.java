package io.tributary.worker.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The complete lines of a piece of a file, cut at line feeds.
 *
 * @param complete the lines without their line feeds
 * @param bytes how many bytes they take, line feeds included; what follows is a line still being
 *     written
 */
record Lines(List<byte[]> complete, int bytes) {
  static Lines of(byte[] content) {
    var complete = new ArrayList<byte[]>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        complete.add(Arrays.copyOfRange(content, start, i));
        start = i + 1;
      }
    }
    return new Lines(complete, start);
  }

  /** As {@link #of}, with a last line that lacks its line feed taken as complete. */
  static Lines ofWholeFile(byte[] content) {
    Lines lines = of(content);
    if (lines.bytes == content.length) {
      return lines;
    }
    var complete = new ArrayList<>(lines.complete);
    complete.add(Arrays.copyOfRange(content, lines.bytes, content.length));
    return new Lines(complete, content.length);
  }

  static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
