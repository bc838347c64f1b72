package io.tributary.schemas.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates folders and files that only their owner may read. They have that mode from the moment
 * they exist, whatever the process's umask; file systems without such modes keep their own.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?>[] NONE = {};

  static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Creates a folder and its missing parents; existing ones stay as they are. */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, FOLDER));
  }

  /** Creates an empty file unless it exists. */
  public static void createIfMissing(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file, FILE));
    } catch (FileAlreadyExistsException e) {
      // An existing file keeps its mode: PrivateFolder narrows existing modes.
    }
  }

  /**
   * Opens a file for writing at its beginning, and creates it if it is missing; used for lock
   * files.
   */
  public static FileChannel open(Path file) throws IOException {
    return open(file, StandardOpenOption.CREATE);
  }

  /**
   * Creates a new, empty file. An existing one of that name is removed first: others may be able to
   * read it, or it may be a link.
   */
  public static FileChannel createAnew(Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
    }
    return open(file, StandardOpenOption.CREATE_NEW);
  }

  private static FileChannel open(Path file, OpenOption creating) throws IOException {
    return FileChannel.open(
        file, Set.of(creating, StandardOpenOption.WRITE), attributes(file, FILE));
  }

  /**
   * Replaces a file as a whole: the new one is written beside it, then moved over it. A full disk
   * leaves the old one intact.
   */
  public static void replace(Path file, String content) throws IOException {
    replace(file, StandardCharsets.UTF_8.encode(content));
  }

  /** Does the same with the buffer's remaining bytes. */
  public static void replace(Path file, ByteBuffer content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel = createAnew(beside)) {
        ByteBuffer bytes = content.duplicate();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Returns whether the file system has owners and modes. */
  static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
    return hasModes(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
        : NONE;
  }
}
