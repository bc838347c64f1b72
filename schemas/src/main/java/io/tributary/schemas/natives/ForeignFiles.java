package io.tributary.schemas.natives;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for what another user of the machine has put into a folder, or could put in its place: in
 * the folder, behind the links in it, and in all folders and links that lead to it. The user's own
 * group and the administrator are trusted.
 */
final class ForeignFiles extends SimpleFileVisitor<Path> {
  private static final int OTHERS_MAY_WRITE = 0002;

  /**
   * The mode bit of a folder such as {@code /tmp}, in which only its owner may move a file away.
   */
  private static final int STICKY = 01000;

  /** The number of links after which Linux gives up on a path. */
  private static final int MOST_LINKS = 40;

  private final UserPrincipal us;
  private final Set<Path> walked = new HashSet<>();
  private String found;

  private ForeignFiles(UserPrincipal us) {
    this.us = us;
  }

  /**
   * Returns the first file or folder that another user owns or could replace, with what is wrong
   * with it; empty if there is none.
   *
   * @param us the user whose process loads the libraries
   */
  static Optional<String> first(Path folder, UserPrincipal us) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    var look = new ForeignFiles(us);
    look.walk(folder.toAbsolutePath());
    return Optional.ofNullable(look.found);
  }

  private void walk(Path path) throws IOException {
    Path real = follow(path);
    if (found == null && walked.stream().noneMatch(real::startsWith)) {
      walked.add(real);
      Files.walkFileTree(real, this);
    }
  }

  /**
   * Returns the real path that a path leads to, after a look at every folder and link on the way.
   */
  private Path follow(Path path) throws IOException {
    Deque<Path> ahead = new ArrayDeque<>();
    path.forEach(ahead::addLast);
    Path at = path.getRoot();
    int links = 0;
    while (found == null && !ahead.isEmpty()) {
      Path name = ahead.pop();
      Path next = name.toString().equals("..") ? parent(at) : at.resolve(name).normalize();
      boolean exists = Files.exists(next, LinkOption.NOFOLLOW_LINKS);
      // In a folder with the sticky bit other users cannot replace a file, but they can create a
      // missing one.
      inspect(at, exists ? STICKY : 0);
      if (!exists) {
        return next;
      }
      if (Files.isSymbolicLink(next)) {
        if (++links > MOST_LINKS) {
          throw new FileSystemLoopException(path.toString());
        }
        requireOurs(next);
        Path target = Files.readSymbolicLink(next);
        at = target.isAbsolute() ? target.getRoot() : at;
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          ahead.push(target.getName(i));
        }
      } else {
        at = next;
      }
    }
    return at;
  }

  private static Path parent(Path real) {
    return real.getParent() == null ? real : real.getParent();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    return look(folder, attributes);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    return look(file, attributes);
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE; // Another process has just finished unpacking it.
    }
    throw e;
  }

  private FileVisitResult look(Path path, BasicFileAttributes attributes) throws IOException {
    try {
      if (attributes.isSymbolicLink()) {
        walk(path);
      } else {
        inspect(path, 0);
      }
    } catch (NoSuchFileException goneMeanwhile) {
      return FileVisitResult.CONTINUE;
    }
    return found == null ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
  }

  /**
   * Looks at a file or folder that is not a link.
   *
   * @param harmless a mode bit with which write access of others is allowed, 0 for none
   */
  private void inspect(Path path, int harmless) throws IOException {
    requireOurs(path);
    int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if (found == null && (mode & OTHERS_MAY_WRITE) != 0 && (mode & harmless) == 0) {
      found = "every user of the machine may write to " + path;
    }
  }

  private void requireOurs(Path path) throws IOException {
    LinkOption here = LinkOption.NOFOLLOW_LINKS;
    UserPrincipal owner = Files.getOwner(path, here);
    if (!owner.equals(us) && !Files.getAttribute(path, "unix:uid", here).equals(0)) {
      found = path + " belongs to " + owner.getName() + " and must belong to " + us.getName();
    }
  }
}
