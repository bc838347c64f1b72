package io.tributary.worker.state;

import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A small file that is either the old one or the new one, never half of it: the new content is
 * written beside it, forced to disk, and moved over it. A checksum detects changes by other
 * programs.
 *
 * @param path of the file
 */
record AtomicStateFile(Path path) {
  /** The code of the failure that a file's content is not what was written. */
  static final String CORRUPT = "STATE_CORRUPT";

  private static final int MAGIC = 0x54524942;
  private static final int HEADER_BYTES = 12;

  /** Replaces the file's content atomically, by way of a new file beside it. */
  void write(byte[] content) {
    Path beside = path.resolveSibling(path.getFileName() + ".new");
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + content.length);
    bytes.putInt(MAGIC).putInt(content.length).putInt(checksum(content)).put(content).flip();
    try {
      try (FileChannel channel = PrivateFiles.createAnew(beside)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
      // The move is durable only once the directory is on disk, too.
      try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw unusable("STATE_UNWRITABLE", "cannot be written: " + e, "Free disk space there.", e);
    }
  }

  /** Returns the content, or empty if it was never written. */
  Optional<byte[]> read() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable("STATE_UNREADABLE", "cannot be read: " + e, "Let this user read it.", e);
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER_BYTES
        || header.getInt() != MAGIC
        || header.getInt() != bytes.length - HEADER_BYTES) {
      throw corrupt("is not a state file of " + bytes.length + " bytes", null);
    }
    byte[] content = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
    if (header.getInt() != checksum(content)) {
      throw corrupt("does not match its checksum", null);
    }
    return Optional.of(content);
  }

  Failure corrupt(String what, Throwable cause) {
    return unusable(
        CORRUPT,
        what,
        "Restore it from a backup, or remove the folder "
            + path.getParent()
            + " to join as a client that starts afresh (under a new name).",
        cause);
  }

  private Failure unusable(String code, String what, String fix, Throwable cause) {
    return new Failure(Failure.Kind.DOMAIN, code, "state file " + path + " " + what, fix, cause);
  }

  private static int checksum(byte[] content) {
    var crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }
}
