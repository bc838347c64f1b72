package io.tributary.worker.data.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() throws IOException {
    file = Files.createFile(folder.resolve("train.jsonl"));
  }

  @Test
  void handsOnEveryCompleteLineOnce() throws IOException {
    var tail = new FileTail(file, 0, row -> true);
    append(row("one") + row("two"));

    assertThat(tail.poll()).extracting(Row::input).containsExactly("one", "two");
    assertThat(tail.poll()).isEmpty();
    append(row("three"));
    assertThat(tail.poll()).extracting(Row::input).containsExactly("three");
  }

  @Test
  void aHalfWrittenLineWaitsForItsEnd() throws IOException {
    var tail = new FileTail(file, 0, row -> true);
    String line = row("café");

    for (int cut = 1; cut < line.length(); cut++) {
      Files.writeString(file, line.substring(0, cut));
      assertThat(tail.poll()).isEmpty();
    }
    Files.writeString(file, line);

    assertThat(tail.poll()).extracting(Row::input).containsExactly("café");
  }

  @Test
  void badLinesAreLeftOutAndTheRestGoesOn() throws IOException {
    var tail = new FileTail(file, 0, row -> true);
    append("{garbled\n" + row("good") + "\n{\"input\":\"x\",\"output\":\"free text\"}\n");

    assertThat(tail.poll()).extracting(Row::input).containsExactly("good");
    assertThat(tail.poll()).isEmpty();
  }

  @Test
  void aShrunkFileIsSaid() throws IOException {
    append(row("one"));
    var tail = new FileTail(file, 0, row -> true);
    tail.poll();
    Files.writeString(file, "");

    assertThatThrownBy(tail::poll)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("shrank to 0 bytes");
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static String row(String input) {
    return "{\"input\":\"" + input + "\",\"output\":\"a\",\"options\":[\"a\",\"b\"]}\n";
  }
}
