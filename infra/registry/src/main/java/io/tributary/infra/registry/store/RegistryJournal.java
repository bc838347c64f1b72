package io.tributary.infra.registry.store;

import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.log.LogKeys;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of all changes, which is only appended to; a line contains changes that belong together.
 * When {@link #append} returns, they are on the disk: a kill or a power failure loses only what was
 * not answered yet. For one user at a time.
 */
final class RegistryJournal implements AutoCloseable {
  /** The name of the file in the registry's directory. */
  static final String FILE = "schemas.jsonl";

  private static final Logger LOG = LoggerFactory.getLogger(RegistryJournal.class);

  private final FileChannel channel;
  private long length;

  private RegistryJournal(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  /**
   * Opens the file in this directory, created if it is missing, and passes every change in it to
   * the reader. An incomplete last line was never answered and is cut off.
   *
   * @throws IOException if it cannot be read or written, or a line is no change
   */
  static RegistryJournal open(Path dir, Consumer<RegistryChange> reader) throws IOException {
    Path file = dir.resolve(FILE);
    boolean isNew = !Files.exists(file);
    PrivateFiles.createIfMissing(file);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (isNew) {
        keepName(dir);
      }
      long whole = read(file, reader);
      if (whole < channel.size()) {
        LOG.atWarn()
            .addKeyValue(LogKeys.FILE, file)
            .addKeyValue(LogKeys.BYTES, channel.size() - whole)
            .log("cut off an unfinished line");
        channel.truncate(whole);
      }
      channel.position(whole);
      return new RegistryJournal(channel, whole);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns the length of all complete lines. */
  private static long read(Path file, Consumer<RegistryChange> reader) throws IOException {
    long whole = 0;
    int number = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      var line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          line.write(next);
          continue;
        }
        number++;
        whole += line.size() + 1;
        read(file, number, line.toString(StandardCharsets.UTF_8), reader);
        line.reset();
      }
    }
    return whole;
  }

  private static void read(Path file, int number, String line, Consumer<RegistryChange> reader)
      throws IOException {
    try {
      RegistryJournalLine.parse(line).forEach(reader);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "line %d of %s %s: restore the file from a backup, or delete that line; schema ids that it holds are then unknown"
              .formatted(number, file, e.getMessage()),
          e);
    }
  }

  /**
   * Writes the file of a directory that has none, all of it or nothing.
   *
   * @throws IOException if it cannot be written
   */
  static void create(Path dir, List<RegistryChange> changes) throws IOException {
    Path next = dir.resolve(FILE + ".next");
    try (FileChannel channel = PrivateFiles.createAnew(next)) {
      write(channel, changes);
    }
    Files.move(next, dir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    keepName(dir);
  }

  /**
   * Appends changes that belong together.
   *
   * @throws IOException if they are not on the disk; then none of them will ever be read
   */
  void append(List<RegistryChange> changes) throws IOException {
    try {
      write(channel, changes);
      length = channel.position();
    } catch (IOException e) {
      channel.truncate(length);
      channel.position(length);
      throw e;
    }
  }

  private static void write(FileChannel channel, List<RegistryChange> changes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(RegistryJournalLine.of(changes));
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
  }

  /** Forces the directory to the disk, without which a new file's name is not durable. */
  private static void keepName(Path dir) throws IOException {
    try (FileChannel directory = FileChannel.open(dir, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
