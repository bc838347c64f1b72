package io.tributary.schemas.natives;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Looks for what another user of the machine has put into a folder, or could have. Those of
 * somebody's own group are trusted, and so is the administrator.
 */
final class Meddled extends SimpleFileVisitor<Path> {
  private static final int OTHERS_MAY_WRITE = 0002;

  private final UserPrincipal us;
  private String found;

  private Meddled(UserPrincipal us) {
    this.us = us;
  }

  /** The first such file or folder, and what is wrong with it. */
  static Optional<String> first(Path realFolder, UserPrincipal us) throws IOException {
    if (!realFolder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    var look = new Meddled(us);
    Files.walkFileTree(realFolder, look);
    return Optional.ofNullable(look.found);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    return look(folder);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    return look(file);
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE; // Another process has just finished unpacking it.
    }
    throw e;
  }

  private FileVisitResult look(Path path) throws IOException {
    LinkOption here = LinkOption.NOFOLLOW_LINKS;
    try {
      UserPrincipal owner = Files.getOwner(path, here);
      int mode = (Integer) Files.getAttribute(path, "unix:mode", here);
      if (!owner.equals(us) && !Files.getAttribute(path, "unix:uid", here).equals(0)) {
        found = path + " belongs to " + owner.getName() + " and must belong to " + us.getName();
      } else if ((mode & OTHERS_MAY_WRITE) != 0 && !Files.isSymbolicLink(path)) {
        found = "every user of the machine may write to " + path;
      }
      return found == null ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    } catch (NoSuchFileException goneMeanwhile) {
      return FileVisitResult.CONTINUE;
    }
  }
}
