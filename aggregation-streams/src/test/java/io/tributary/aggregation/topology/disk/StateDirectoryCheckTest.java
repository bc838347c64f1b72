package io.tributary.aggregation.topology.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryCheckTest {
  private static final String OFFSETS = "0\n2\nledger 0 17\nledger 1 4\n";
  private static final String HALF = OFFSETS.substring(0, OFFSETS.length() / 2);

  @TempDir private Path dir;
  private Path task;

  @BeforeEach
  void createTask() throws IOException {
    task = Files.createDirectory(dir.resolve("0_1"));
    Files.writeString(task.resolve(".checkpoint"), OFFSETS);
  }

  @Test
  void aListOfOffsetsThatKafkaHadNotFinishedHarmsNoTask() throws IOException {
    Files.writeString(task.resolve(".checkpoint.tmp"), HALF);
    StateDirectoryCheck.wipeDamaged(dir);
    assertThat(task.resolve(".checkpoint")).hasContent(OFFSETS);
  }

  @Test
  void aListOfOffsetsThatWasCutOffCostsTheTask() throws IOException {
    Files.writeString(task.resolve(".checkpoint"), HALF);
    StateDirectoryCheck.wipeDamaged(dir);
    assertThat(task).doesNotExist();
  }
}
