package io.tributary.schemas.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class ForeignFilesTest {
  private static final int OURS = 0755;
  private static final int EVERYBODYS = 0777;
  private static final int STICKY = 01777;

  @TempDir private Path temporary;
  private Path dir;
  private Path shared;
  private Path target;
  private Path engines;

  @BeforeEach
  void create() throws IOException {
    dir = temporary.toRealPath();
    shared = folder("shared", OURS);
    target = folder("shared/x", OURS);
    folder("home", OURS);
    engines = folder("home/engines", OURS);
  }

  private Path folder(String name, int mode) throws IOException {
    return withMode(Files.createDirectory(dir.resolve(name)), mode);
  }

  private static Path withMode(Path path, int mode) throws IOException {
    return Files.setAttribute(path, "unix:mode", mode);
  }

  private Optional<String> first() throws IOException {
    return ForeignFiles.first(engines, Files.getOwner(engines));
  }

  private static String open(Path path) {
    return "every user of the machine may write to " + path;
  }

  @Test
  void aLinkToWhatOnlyWeMayWriteToIsFine() throws IOException {
    Files.createSymbolicLink(engines.resolve("pytorch"), target);
    Files.createSymbolicLink(target.resolve("back"), Path.of("../../home/./engines"));
    Files.createSymbolicLink(engines.resolve("dangling"), dir.resolve("missing/too"));
    assertThat(first()).isEmpty();
  }

  @Test
  void whatLiesBehindALinkIsLookedAt() throws IOException {
    Files.createSymbolicLink(engines.resolve("pytorch"), target);
    Path library = withMode(Files.createFile(target.resolve("libtorch.so")), 0666);
    assertThat(first()).contains(open(library));
  }

  @Test
  void aParentThatOthersMayWriteToIsNamed() throws IOException {
    Path home = withMode(engines.getParent(), EVERYBODYS);
    assertThat(first()).contains(open(home));
  }

  @Test
  void aParentOfALinksTargetThatOthersMayWriteToIsNamed() throws IOException {
    Files.createSymbolicLink(engines.resolve("pytorch"), target);
    withMode(shared, EVERYBODYS);
    assertThat(first()).contains(open(shared));
  }

  @Test
  void aLinkOnTheWayThatOthersMayReplaceIsNamed() throws IOException {
    Path middle = folder("middle", EVERYBODYS);
    Files.createSymbolicLink(middle.resolve("hop"), target);
    Files.createSymbolicLink(engines.resolve("pytorch"), Path.of("../../middle/hop"));
    assertThat(first()).contains(open(middle));
  }

  @Test
  void inAStickyFolderOthersCannotReplaceWhatIsOursButCreateWhatIsMissing() throws IOException {
    withMode(shared, STICKY);
    Files.createSymbolicLink(engines.resolve("pytorch"), target);
    assertThat(first()).isEmpty();
    Files.createSymbolicLink(engines.resolve("tokenizers"), shared.resolve("missing"));
    assertThat(first()).contains(open(shared));
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    engines = Files.createSymbolicLink(dir.resolve("home/link"), target);
    assertThat(first()).isEmpty();
    withMode(target, STICKY);
    assertThat(first()).contains(open(target));
  }

  @Test
  void aLoopOfLinksEnds() throws IOException {
    Files.createSymbolicLink(engines.resolve("loop"), Path.of("loop"));
    assertThatThrownBy(this::first).isInstanceOf(FileSystemLoopException.class);
  }

  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  void aParentOfAnotherUserIsNamed() throws IOException {
    Files.createSymbolicLink(engines.resolve("pytorch"), target);
    Files.setAttribute(shared, "unix:uid", 65534);
    assertThat(first())
        .hasValueSatisfying(why -> assertThat(why).startsWith(shared + " belongs to"));
  }
}
