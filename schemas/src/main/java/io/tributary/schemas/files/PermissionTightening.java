package io.tributary.schemas.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Removes the rights of all users but the owner from a tree's folders and files, the topmost first,
 * so that the others become unreachable at once. Links are neither followed nor changed.
 */
final class PermissionTightening extends SimpleFileVisitor<Path> {
  private final UserPrincipal us;
  private int tightened;
  private int left;

  PermissionTightening(UserPrincipal us) {
    this.us = us;
  }

  /** Returns how many folders and files were changed. */
  int tightened() {
    return tightened;
  }

  /**
   * Returns how many folders and files had wider rights and belong to another user, or did not
   * change.
   */
  int left() {
    return left;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    tighten(folder);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile()) {
      tighten(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE; // The file was removed meanwhile.
    }
    left++;
    return FileVisitResult.CONTINUE;
  }

  void tighten(Path path) throws IOException {
    try {
      PosixFileAttributes now =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Set<PosixFilePermission> owners = EnumSet.noneOf(PosixFilePermission.class);
      owners.addAll(now.permissions());
      owners.retainAll(PrivateFiles.FOLDER);
      if (owners.equals(now.permissions())) {
        return;
      }
      if (now.owner().equals(us)) {
        Files.setPosixFilePermissions(path, owners);
      }
      if (Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(owners)) {
        tightened++;
      } else {
        left++;
      }
    } catch (NoSuchFileException goneMeanwhile) {
      return;
    } catch (FileSystemException refused) {
      left++; // The file system, such as a memory card's, keeps no modes.
    }
  }
}
