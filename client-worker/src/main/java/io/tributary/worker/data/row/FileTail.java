package io.tributary.worker.data.row;

import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.log.LogLimit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a JSONL file that other programs append to. An incomplete last line waits for its end.
 */
public final class FileTail implements DataFeed {
  private static final Logger LOG = LoggerFactory.getLogger(FileTail.class);
  private static final int MAX_BYTES_PER_POLL = 4 << 20;

  private final Path file;
  private final Predicate<Row> wanted;
  private final LogLimit badRows = new LogLimit();
  private long position;

  /**
   * Starts to follow a file from a byte offset.
   *
   * @param file that grows
   * @param position byte offset of the first unread line
   * @param wanted which rows to deliver
   */
  public FileTail(Path file, long position, Predicate<Row> wanted) {
    this.file = file;
    this.wanted = wanted;
    this.position = position;
  }

  @Override
  public List<Row> poll() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < position) {
        throw Rows.failure(
            "DATA_SHRUNK",
            "data file " + file + " shrank to " + size + " bytes; " + position + " had been read",
            "only append to it; to start over, remove the client's state folder",
            null);
      }
      var content = ByteBuffer.allocate((int) Math.min(MAX_BYTES_PER_POLL, size - position));
      boolean more = true;
      while (more && content.hasRemaining()) {
        more = channel.read(content, position + content.position()) >= 0;
      }
      return rows(content);
    } catch (IOException e) {
      throw Rows.failure(
          "DATA_UNREADABLE",
          "data file " + file + " can no longer be read: " + e,
          "bring it back, or stop the worker",
          e);
    }
  }

  private List<Row> rows(ByteBuffer content) {
    byte[] read = new byte[content.position()];
    content.flip().get(read);
    CompleteLines lines = CompleteLines.of(read);
    if (lines.bytes() == 0 && read.length == MAX_BYTES_PER_POLL) {
      throw Rows.failure(
          "DATA_BAD_ROW",
          "data file " + file + " has a line longer than " + MAX_BYTES_PER_POLL + " bytes",
          "end every row with a line feed",
          null);
    }
    var rows = new ArrayList<Row>();
    long at = position;
    for (byte[] line : lines.complete()) {
      if (!CompleteLines.isBlank(line)) {
        add(line, at, rows);
      }
      at += line.length + 1;
    }
    position = at;
    return rows;
  }

  private void add(byte[] line, long at, List<Row> rows) {
    try {
      Row row = RowParser.parse(line);
      if (row.isChoice() && wanted.test(row)) {
        rows.add(row);
      } else if (!row.isChoice()) {
        badRows
            .warn(LOG)
            .addKeyValue(LogKeys.FILE, file)
            .addKeyValue(LogKeys.POSITION, at)
            .log("row without options skipped");
      }
    } catch (BadRow e) {
      badRows
          .warn(LOG)
          .addKeyValue(LogKeys.FILE, file)
          .addKeyValue(LogKeys.POSITION, at)
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .addKeyValue(LogKeys.FIX, e.fix())
          .log("bad row skipped");
    }
  }
}
