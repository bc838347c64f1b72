package io.tributary.infra.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path dir;

  @Test
  void replacesTheFileAndLeavesNothingBeside() throws IOException {
    Path file = dir.resolve("results.json");
    AtomicFile.write(file, "old");
    AtomicFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(dir).isDirectoryContaining(path -> path.equals(file)).isNotEmptyDirectory();
    assertThat(dir.toFile().list()).hasSize(1);
  }

  @Test
  void leavesTheOldFileWhenTheNewOneCannotBeWritten() throws IOException {
    Path file = dir.resolve("results.json");
    AtomicFile.write(file, "old");
    // In the way of what is written first, as a full disk would be.
    Path inTheWay = Files.createDirectories(dir.resolve("results.json.new/held"));
    assertThatThrownBy(() -> AtomicFile.write(file, "new")).isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
    assertThat(inTheWay).exists();
  }
}
