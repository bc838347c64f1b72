package io.tributary.broker;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The modes of folders and files that only their owner may read, given as they are created, because
 * the log contains records of clients; none where the file system has no modes.
 */
final class OwnerOnly {
  private static final FileAttribute<?>[] NONE = {};

  private OwnerOnly() {}

  static FileAttribute<?>[] folder(Path path) {
    return mode(path, "rwx------");
  }

  static FileAttribute<?>[] file(Path path) {
    return mode(path, "rw-------");
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : NONE;
  }
}
