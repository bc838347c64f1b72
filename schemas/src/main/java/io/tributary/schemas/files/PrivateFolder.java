package io.tributary.schemas.files;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that holds a program's state and nothing else: the program owns it, and nobody else may
 * look into it. Other users of the machine are kept out, but not the machine's administrator.
 */
public final class PrivateFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);

  private static final int OTHERS_MAY_WRITE = 0002;

  /** In such a folder only a file's owner may move it away: {@code /tmp} is one. */
  private static final int STICKY = 01000;

  private PrivateFolder() {}

  /**
   * Creates the folder if it is missing; if it is there, takes from everybody but its owner what an
   * older version or another umask gave them, in all that lies in it, and says so.
   *
   * @throws Failure STATE_DIR_FOREIGN if it, or a link that leads to it, belongs to another user
   * @throws IOException if it cannot be created or written to
   */
  public static void open(Path folder) throws IOException {
    PrivateFiles.createFolders(folder);
    if (!PrivateFiles.hasModes(folder)) {
      LOG.debug("files have no modes here, so the folder stays as it is folder={}", folder);
      return;
    }
    open(folder, ownerOfWhatIsWrittenIn(folder));
  }

  /**
   * Creates a folder that private ones lie in; if it is there, looks only whose it is. What else
   * lies in it is none of our business, and in a container it may be the administrator's.
   *
   * @throws Failure STATE_DIR_FOREIGN if it belongs to another user than us or the administrator
   * @throws IOException if it cannot be created or written to
   */
  public static void openParent(Path folder) throws IOException {
    PrivateFiles.createFolders(folder);
    if (PrivateFiles.hasModes(folder) && !isAdministrators(folder)) {
      requireOurs(folder, ownerOfWhatIsWrittenIn(folder));
    }
  }

  /**
   * Takes a folder's own rights from everybody but its owner, and nothing from what lies in it;
   * does nothing if it is not ours.
   */
  public static void close(Path folder) throws IOException {
    if (PrivateFiles.hasModes(folder) && Files.isDirectory(folder)) {
      new Tightening(ownerOfWhatIsWrittenIn(folder)).tighten(folder);
    }
  }

  static void open(Path folder, UserPrincipal us) throws IOException {
    requireOurs(folder, us);
    Path real = folder.toRealPath();
    warnOfOpenParents(real, us);
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(real);
    var tightening = new Tightening(us);
    Files.walkFileTree(real, tightening);
    if (tightening.tightened() > 0) {
      LOG.warn(
          "other users of this machine could look into what is private; no longer folder={} mode={}"
              + " tightened={}",
          folder,
          PosixFilePermissions.toString(before),
          tightening.tightened());
    }
    if (tightening.left() > 0) {
      LOG.warn(
          "files of other users, or on a file system that keeps no modes, stay as they are"
              + " folder={} left={}",
          folder,
          tightening.left());
    }
  }

  private static void requireOurs(Path folder, UserPrincipal us) throws IOException {
    UserPrincipal owner = Files.getOwner(folder);
    if (!owner.equals(us)) {
      throw foreign("state folder " + folder, us, owner);
    }
    UserPrincipal ownerOfLink = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
    // Whoever owns a link may let it lead elsewhere; the administrator may do so anyway.
    if (!ownerOfLink.equals(us) && !isAdministrators(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw foreign("the link to state folder " + folder, us, ownerOfLink);
    }
  }

  private static Failure foreign(String what, UserPrincipal us, UserPrincipal owner) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "STATE_DIR_FOREIGN",
        "%s must belong to %s, who runs this, and belongs to %s"
            .formatted(what, us.getName(), owner.getName()),
        "Give a folder of your own, for instance one below it, or change its owner with chown.");
  }

  /** As the file system says it, which may map users in its own way. */
  private static UserPrincipal ownerOfWhatIsWrittenIn(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".owner", "");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean isAdministrators(Path path, LinkOption... options) throws IOException {
    return Files.getAttribute(path, "unix:uid", options).equals(0);
  }

  private static void warnOfOpenParents(Path real, UserPrincipal us) throws IOException {
    for (Path parent = real.getParent(); parent != null; parent = parent.getParent()) {
      int mode = (Integer) Files.getAttribute(parent, "unix:mode");
      boolean open = (mode & OTHERS_MAY_WRITE) != 0 && (mode & STICKY) == 0;
      if (open || (!Files.getOwner(parent).equals(us) && !isAdministrators(parent))) {
        LOG.warn(
            "other users may put another folder in the place of this one: its parent must belong to"
                + " {} and others must not write to it folder={} parent={}",
            us.getName(),
            real,
            parent);
      }
    }
  }
}
