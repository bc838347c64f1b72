package io.tributary.schemas.files;

import io.tributary.schemas.log.LogKeys;
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
 * A folder for a program's state: the program's user owns it, and other users may not read it. That
 * excludes the other users of the machine, but not its administrator.
 */
public final class PrivateFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);

  private static final int OTHERS_MAY_WRITE = 0002;

  /**
   * The mode bit of a folder such as {@code /tmp}, in which only its owner may move a file away.
   */
  private static final int STICKY = 01000;

  private PrivateFolder() {}

  /**
   * Creates the folder if it is missing. In an existing one, removes the rights that an older
   * version or another umask gave to other users, from the folder and all its content, and logs
   * that.
   *
   * @throws Failure STATE_DIR_FOREIGN if the folder, or a link that leads to it, belongs to another
   *     user
   * @throws IOException if it cannot be created or written to
   */
  public static void open(Path folder) throws IOException {
    PrivateFiles.createFolders(folder);
    if (!PrivateFiles.hasModes(folder)) {
      LOG.atDebug()
          .addKeyValue(LogKeys.FOLDER, folder)
          .log("files have no modes here, so the folder stays as it is");
      return;
    }
    open(folder, ownerOfWhatIsWrittenIn(folder));
  }

  /**
   * Creates a folder that will contain private folders. Of an existing one only the owner is
   * checked, because its other content is not this program's, and in a container it may belong to
   * the administrator.
   *
   * @throws Failure STATE_DIR_FOREIGN if it belongs to another user than this process's or the
   *     administrator
   * @throws IOException if it cannot be created or written to
   */
  public static void openParent(Path folder) throws IOException {
    PrivateFiles.createFolders(folder);
    if (PrivateFiles.hasModes(folder) && !isAdministrators(folder)) {
      requireOurs(folder, ownerOfWhatIsWrittenIn(folder));
    }
  }

  /**
   * Removes the rights of other users from the folder itself, but not from its content; does
   * nothing if the folder belongs to another user.
   */
  public static void close(Path folder) throws IOException {
    if (PrivateFiles.hasModes(folder) && Files.isDirectory(folder)) {
      new PermissionTightening(ownerOfWhatIsWrittenIn(folder)).tighten(folder);
    }
  }

  static void open(Path folder, UserPrincipal us) throws IOException {
    requireOurs(folder, us);
    Path real = folder.toRealPath();
    warnOfOpenParents(real, us);
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(real);
    var tightening = new PermissionTightening(us);
    Files.walkFileTree(real, tightening);
    if (tightening.tightened() > 0) {
      LOG.atWarn()
          .addKeyValue(LogKeys.FOLDER, folder)
          .addKeyValue(LogKeys.MODE, PosixFilePermissions.toString(before))
          .addKeyValue(LogKeys.FILES, tightening.tightened())
          .log("other users of this machine could look into what is private; no longer");
    }
    if (tightening.left() > 0) {
      LOG.atWarn()
          .addKeyValue(LogKeys.FOLDER, folder)
          .addKeyValue(LogKeys.FILES, tightening.left())
          .log("files of other users, or on a file system that keeps no modes, stay as they are");
    }
  }

  private static void requireOurs(Path folder, UserPrincipal us) throws IOException {
    UserPrincipal owner = Files.getOwner(folder);
    if (!owner.equals(us)) {
      throw foreign("state folder " + folder, us, owner);
    }
    UserPrincipal ownerOfLink = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
    // The owner of a link may redirect it; the administrator can do so anyway.
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

  /**
   * Returns the owner that a new file in the folder gets; a file system may map users in its own
   * way.
   */
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
        LOG.atWarn()
            .addKeyValue(LogKeys.FOLDER, real)
            .addKeyValue(LogKeys.PARENT, parent)
            .addKeyValue(LogKeys.OWNER, us.getName())
            .addKeyValue(
                LogKeys.FIX, "let the parent belong to the owner, and others not write to it")
            .log("other users may put another folder in the place of this one");
      }
    }
  }
}
