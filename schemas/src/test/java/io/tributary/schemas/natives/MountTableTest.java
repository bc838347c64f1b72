package io.tributary.schemas.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class MountTableTest {
  private static final String NOEXEC = "tmpfs /tmp tmpfs rw,noexec,nosuid 0 0";

  @TempDir private Path dir;

  @Test
  void theNewestAndDeepestMountDecides() {
    var table =
        new MountTable(
            List.of(
                "/dev/sda / ext4 rw,relatime 0 0",
                NOEXEC,
                "tmpfs /tmp/a\\040b tmpfs rw 0 0",
                "tmpfs /mnt tmpfs rw 0 0",
                "tmpfs /mnt tmpfs rw,noexec 0 0"));
    assertThat(table.forbidsPrograms(Path.of("/tmp/x"))).isTrue();
    assertThat(table.forbidsPrograms(Path.of("/tmpx"))).isFalse();
    assertThat(table.forbidsPrograms(Path.of("/tmp/a b/c"))).isFalse();
    assertThat(table.forbidsPrograms(Path.of("/mnt"))).isTrue();
    assertThat(new MountTable(List.of()).forbidsPrograms(Path.of("/tmp"))).isFalse();
  }

  @Test
  void aNameThatTheLocaleCannotWriteHarmsNoOtherMount() {
    String unwritable = "/media/j\ud800rg";
    assertThatThrownBy(() -> Path.of(unwritable)).isInstanceOf(InvalidPathException.class);
    var table = new MountTable(List.of("/dev/sdb " + unwritable + " ext4 rw 0 0", NOEXEC));
    assertThat(table.forbidsPrograms(Path.of("/tmp/x"))).isTrue();
    assertThat(table.forbidsPrograms(Path.of("/media/x"))).isFalse();
  }

  @Test
  void aNameInAnotherEncodingHarmsNoOtherMount() throws IOException {
    Path file = dir.resolve("mounts");
    String lines = "/dev/sdb /media/j\u00f6rg ext4 rw,noexec 0 0\n" + NOEXEC + "\n";
    Files.write(file, lines.getBytes(StandardCharsets.ISO_8859_1));
    MountTable table = MountTable.read(file);
    assertThat(table.forbidsPrograms(Path.of("/tmp/x"))).isTrue();
    assertThat(table.forbidsPrograms(Path.of("/media/jorg"))).isFalse();
  }

  @Test
  @EnabledIfSystemProperty(named = "sun.jnu.encoding", matches = "UTF-8")
  void aNameInTheLocalesEncodingIsFound() throws IOException {
    Path file = dir.resolve("mounts");
    Path mounted = Path.of("/media/j\u00f6rg");
    Files.writeString(file, "/dev/sdb " + mounted + " ext4 rw,noexec 0 0\n");
    assertThat(MountTable.read(file).forbidsPrograms(mounted.resolve("x"))).isTrue();
  }

  @Test
  void whereTheSystemListsNoMountsNothingIsForbidden() {
    assertThat(MountTable.read(dir.resolve("missing")).lines()).isEmpty();
  }
}
