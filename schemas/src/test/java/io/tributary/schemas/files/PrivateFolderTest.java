package io.tributary.schemas.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whose a state folder is, and who may look into it. */
@DisabledOnOs(OS.WINDOWS)
class PrivateFolderTest {
  private static final UserPrincipal MALLORY = () -> "mallory";

  @TempDir Path dir;

  @Test
  void aNewFolderIsItsOwnersWithAllThatWasMissingAboveIt() throws IOException {
    Path folder = dir.resolve("above").resolve("state");
    PrivateFolder.open(folder);
    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(folder.getParent())).isEqualTo("rwx------");
  }

  @Test
  void aFolderOfAnOlderVersionIsTightenedWithAllThatLiesInIt() throws IOException {
    Path file = wide(dir.resolve("state").resolve("inner").resolve("slot-0.state"), "rw-rw-r--");
    Path tool = wide(dir.resolve("state").resolve("tool"), "rwxr-xr-x");
    PrivateFolder.open(dir.resolve("state"));
    assertThat(mode(dir.resolve("state"))).isEqualTo("rwx------");
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(tool)).isEqualTo("rwx------");
    assertThat(dir.resolve("state")).isDirectoryNotContaining("glob:.owner*");
  }

  @Test
  void nothingIsTightenedBeyondALink() throws IOException {
    Path elsewhere = wide(dir.resolve("elsewhere").resolve("file"), "rw-r--r--");
    Path state = Files.createDirectory(dir.resolve("state"));
    Files.createSymbolicLink(state.resolve("to-file"), elsewhere);
    Files.createSymbolicLink(state.resolve("to-folder"), elsewhere.getParent());
    PrivateFolder.open(state);
    assertThat(mode(elsewhere)).isEqualTo("rw-r--r--");
    assertThat(mode(elsewhere.getParent())).isEqualTo("rwxr-xr-x");
  }

  @Test
  void aLinkOfOursToAFolderOfOursIsFollowed() throws IOException {
    Path file = wide(dir.resolve("real").resolve("file"), "rw-r--r--");
    Path link = Files.createSymbolicLink(dir.resolve("state"), file.getParent());
    PrivateFolder.open(link);
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void aFolderOfAnotherUserIsRefusedAndLeftAsItIs() throws IOException {
    Path file = wide(dir.resolve("state").resolve("file"), "rw-r--r--");
    assertThatThrownBy(() -> PrivateFolder.open(file.getParent(), MALLORY))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo("STATE_DIR_FOREIGN");
              assertThat(failure).hasMessageContaining("must belong to mallory");
            });
    assertThat(mode(file)).isEqualTo("rw-r--r--");
  }

  @Test
  void filesOfOthersInAFolderOfOursStayAsTheyAre() throws IOException {
    Path file = wide(dir.resolve("state").resolve("file"), "rw-r--r--");
    var tightening = new PermissionTightening(MALLORY);
    tightening.tighten(file);
    assertThat(tightening.left()).isEqualTo(1);
    assertThat(tightening.tightened()).isZero();
    assertThat(mode(file)).isEqualTo("rw-r--r--");
  }

  @Test
  void aParentIsCreatedForItsOwnerButWhatIsThereStays() throws IOException {
    PrivateFolder.openParent(dir.resolve("new"));
    assertThat(mode(dir.resolve("new"))).isEqualTo("rwx------");
    Path file = wide(dir.resolve("old").resolve("file"), "rw-r--r--");
    PrivateFolder.openParent(file.getParent());
    assertThat(mode(file.getParent())).isEqualTo("rwxr-xr-x");
    PrivateFolder.close(file.getParent());
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rw-r--r--");
  }

  @Test
  void aFileIsItsOwnersFromTheStartAndReplacesAWiderOneOrALink() throws IOException {
    Path file = wide(dir.resolve("report"), "rw-rw-rw-");
    Path elsewhere = wide(dir.resolve("elsewhere"), "rw-rw-rw-");
    Files.createSymbolicLink(dir.resolve("report.new"), elsewhere);
    PrivateFiles.replace(file, "secret");
    assertThat(file).hasContent("secret");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(elsewhere).isEmptyFile();
    PrivateFiles.open(dir.resolve("lock")).close();
    assertThat(mode(dir.resolve("lock"))).isEqualTo("rw-------");
    PrivateFiles.createIfMissing(dir.resolve("log"));
    PrivateFiles.createIfMissing(dir.resolve("log"));
    assertThat(mode(dir.resolve("log"))).isEqualTo("rw-------");
  }

  /** A file that others may look into, in a folder that is as open. */
  private static Path wide(Path file, String mode) throws IOException {
    if (!Files.exists(file.getParent())) {
      Files.createDirectories(file.getParent());
      Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
