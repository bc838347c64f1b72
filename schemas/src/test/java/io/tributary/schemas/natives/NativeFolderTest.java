package io.tributary.schemas.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {
  private static final String TMP = "java.io.tmpdir";

  @TempDir private Path dir;
  private Properties before;

  @BeforeEach
  void forgetOthers() {
    before = (Properties) System.getProperties().clone();
    System.clearProperty("DJL_CACHE_DIR");
    System.clearProperty("ENGINE_CACHE_DIR");
    System.setProperty("user.home", dir.resolve("home").toString());
  }

  @AfterEach
  void restore() {
    NativeFolder.leave();
    System.setProperties(before);
  }

  @Test
  void librariesAreUnpackedBelowTheStateFolderWhereNobodyElseMayLook() throws IOException {
    Path ours = dir.resolve("state/native");
    NativeFolder.prepare(Map.of(), Optional.of(ours));
    Path path = NativeFolder.path().orElseThrow();
    assertThat(path.getParent()).isEqualTo(ours);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ours)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    for (String property : List.of(TMP, "ZstdTempFolder", "org.xerial.snappy.tempdir")) {
      assertThat(System.getProperty(property)).isEqualTo(path.toString());
    }
    NativeFolder.leave();
    assertThat(path).doesNotExist();
  }

  @Test
  void withoutAStateFolderTheUsersCacheServes() throws IOException {
    Files.createDirectories(dir.resolve("home"));
    NativeFolder.prepare(Map.of(), Optional.empty());
    assertThat(NativeFolder.path().orElseThrow()).startsWith(dir.resolve("home/.cache/tributary"));
    assertThat(System.getProperty("DJL_CACHE_DIR")).as("DJL keeps its usual folder").isNull();
    NativeFolder.prepare(
        Map.of("XDG_CACHE_HOME", dir.resolve("caches").toString()), Optional.empty());
    assertThat(NativeFolder.path().orElseThrow()).startsWith(dir.resolve("caches/tributary"));
  }

  @Test
  void aFolderThatIsToldIsTakenOrRefused() throws IOException {
    Path told = dir.resolve("told");
    NativeFolder.prepare(
        Map.of(NativeFolder.VARIABLE, told.toString()), Optional.of(dir.resolve("state")));
    assertThat(NativeFolder.path().orElseThrow().getParent()).isEqualTo(told);
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(
            () ->
                NativeFolder.prepare(
                    Map.of(NativeFolder.VARIABLE, file.resolve("x").toString()), Optional.empty()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no folder to load native libraries from: " + file)
        .extracting("code")
        .isEqualTo("NATIVE_DIR_UNUSABLE");
  }

  @Test
  void aNameThatTheLocaleCannotWriteIsRefusedAsAnyOther() {
    String unwritable = "/j\ud800rg";
    Optional<Path> ours = Optional.of(dir.resolve("native"));
    for (String variable : List.of(NativeFolder.VARIABLE, "DJL_CACHE_DIR")) {
      assertThatThrownBy(() -> NativeFolder.prepare(Map.of(variable, unwritable), ours))
          .isInstanceOf(Failure.class)
          .extracting("code")
          .isEqualTo("NATIVE_DIR_UNUSABLE");
    }
  }

  @Test
  void enginesThatEverybodyCouldHavePreparedAreNotTrusted() throws IOException {
    Path engines = Files.createDirectories(dir.resolve("home/.djl.ai/pytorch"));
    Path library = Files.createFile(engines.resolve("libtorch.so"));
    Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-rw-rw-"));
    NativeFolder.prepare(Map.of(), Optional.of(dir.resolve("native")));
    assertThat(System.getProperty("DJL_CACHE_DIR"))
        .isEqualTo(dir.resolve("native/engines").toString());
    assertThatThrownBy(
            () ->
                NativeFolder.prepare(
                    Map.of("DJL_CACHE_DIR", engines.toString()),
                    Optional.of(dir.resolve("native"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("DJL_CACHE_DIR")
        .hasMessageContaining("every user of the machine may write to " + library);
  }

  @Test
  void theLastCallCountsForEnginesToo() throws IOException {
    Path usual = Files.createDirectories(dir.resolve("home/.djl.ai"));
    openToEverybody(usual);
    NativeFolder.prepare(Map.of(), Optional.of(dir.resolve("first")));
    Path first = dir.resolve("first/engines");
    assertThat(System.getProperty("DJL_CACHE_DIR")).isEqualTo(first.toString());
    openToEverybody(Files.createDirectories(first));
    NativeFolder.prepare(Map.of(), Optional.of(dir.resolve("second")));
    assertThat(System.getProperty("DJL_CACHE_DIR"))
        .isEqualTo(dir.resolve("second/engines").toString());
    Files.setPosixFilePermissions(usual, PosixFilePermissions.fromString("rwx------"));
    NativeFolder.prepare(Map.of(), Optional.of(dir.resolve("third")));
    assertThat(System.getProperty("DJL_CACHE_DIR")).as("DJL's usual folder serves").isNull();
  }

  private static void openToEverybody(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @Test
  void aFolderThatCannotBeRemovedDoesNotHinderTheNextOne() throws IOException {
    NativeFolder.prepare(Map.of(), Optional.of(dir.resolve("first")));
    Path old = NativeFolder.path().orElseThrow();
    Path deep = tooDeepToDelete(old);
    try {
      NativeFolder.prepare(Map.of(), Optional.of(dir.resolve("second")));
      Path next = NativeFolder.path().orElseThrow();
      assertThat(next.getParent()).isEqualTo(dir.resolve("second"));
      assertThat(old).exists();
      assertThat(openFiles()).noneMatch(name -> name.startsWith(old.toString()));
      NativeFolder.prepare(Map.of(), Optional.of(dir.resolve("first")));
      assertThat(NativeFolder.path().orElseThrow().getParent())
          .as("what another process left does not hinder us either")
          .isEqualTo(dir.resolve("first"));
    } finally {
      Files.move(deep, dir.resolve("restored"));
    }
    ScratchFolder.below(dir.resolve("first")).close();
    assertThat(old).doesNotExist();
  }

  /** Its deepest path is longer than the 4096 bytes that Linux takes: not even root deletes it. */
  private Path tooDeepToDelete(Path folder) throws IOException {
    String name = "d".repeat(200);
    Path half = Path.of(name);
    for (int depth = 1; depth < 15; depth++) {
      half = half.resolve(name);
    }
    Path other = dir.resolve("other");
    Files.createDirectories(other.resolve(half));
    Path moved = Files.createDirectories(folder.resolve(half)).resolve("moved");
    return Files.move(other, moved);
  }

  /** Names of what this process has open, where the system tells. */
  private static List<String> openFiles() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path number : open) {
        try {
          names.add(Files.readSymbolicLink(number).toString());
        } catch (NoSuchFileException e) {
          names.add("closed meanwhile");
        }
      }
    }
    return names;
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNext() throws IOException {
    Path base = Files.createDirectories(dir.resolve("native"));
    Path left = Files.createDirectories(base.resolve("run-of-a-dead-one"));
    Files.createFile(left.resolve("lock"));
    Files.createFile(left.resolve("librocksdbjni.so"));
    Path bystander = Files.createDirectories(base.resolve("engines"));
    try (ScratchFolder first = ScratchFolder.below(base)) {
      Files.createFile(first.path().resolve("in-use.so"));
      try (ScratchFolder second = ScratchFolder.below(base)) {
        assertThat(left).doesNotExist();
        assertThat(bystander).exists();
        assertThat(first.path().resolve("in-use.so")).exists();
        assertThat(second.path()).isNotEqualTo(first.path());
      }
    }
  }

  @Test
  void whatAnotherProcessHoldsStays() throws Exception {
    Path base = Files.createDirectories(dir.resolve("native"));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HeldFolder.class.getName(),
                base.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var told = other.inputReader()) {
      Path theirs = Path.of(told.readLine());
      ScratchFolder.below(base).close();
      assertThat(theirs).exists();
      other.destroyForcibly().waitFor();
      ScratchFolder.below(base).close();
      assertThat(theirs).doesNotExist();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }
}
