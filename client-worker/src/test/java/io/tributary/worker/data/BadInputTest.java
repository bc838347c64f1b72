package io.tributary.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bad file ends in a message that names the place, the fault and the fix. */
class BadInputTest {
  private static final String GOOD =
      "{\"input\":\"a b\",\"output\":\"yes\",\"options\":[\"yes\",\"no\"]}\n";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("rows.jsonl");
  }

  @Test
  void missingFile() {
    assertThat(failureOf(folder.resolve("absent")))
        .isEqualTo("DATA_MISSING: " + folder.resolve("absent") + " does not exist");
  }

  @Test
  void emptyFile() throws IOException {
    Files.writeString(file, "\n  \n");

    assertThat(failureOf(file))
        .isEqualTo("DATA_EMPTY: data file " + file + " holds no row, needs at least 1");
  }

  @Test
  void folderWithoutRows() {
    assertThat(failureOf(folder))
        .startsWith("DATA_EMPTY: " + folder + " holds neither folders with a train.jsonl");
  }

  @Test
  void textThatIsNotUtf8() throws IOException {
    byte[] line = "{\"input\":\"caf?\",\"output\":\"yes\"}".getBytes(StandardCharsets.US_ASCII);
    line[13] = (byte) 0xE9;
    Files.write(file, GOOD.getBytes(StandardCharsets.UTF_8));
    Files.write(file, line, java.nio.file.StandardOpenOption.APPEND);

    assertThat(failureOf(file))
        .isEqualTo("DATA_BAD_ROW: " + file + ", line 2, column 14: the line is not UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "{\"input\":\"x\" \"output\"| , column 14: unexpected \"",
        "{\"input\":\"x\",| , column 14: the line ends in the middle of the object",
        "[1,2]| , column 1: the line is not a JSON object",
        "{\"input\":\"x\",\"output\":\"y\"} {}| , column 28: there is more after the object",
        "{\"input\":\"x\",\"input\":\"y\",\"output\":\"y\"}| , column 21: the key 'input' stands"
            + " there twice",
        "{\"input\":\"x\"}|: the row has no output",
        "{\"input\":\"x\",\"output\":\" \"}|: output is blank",
        "{\"input\":\"x\",\"output\":3}|: output must be a text, was a number",
        "{\"output\":\"y\"}|: the row has neither input nor instruction",
        "{\"input\":\"x\",\"output\":\"y\",\"options\":[\"a\",\"b\"]}|: output 'y' is not among the"
            + " 2 options [a, b]",
        "{\"input\":\"x\",\"output\":\"a\",\"options\":[\"a\"]}|: options must be at least 2, were"
            + " 1",
        "{\"input\":\"x\",\"output\":\"a\",\"options\":[\"a\",\"a\"]}|: options [a, a] hold one"
            + " twice",
        "{\"input\":\"x\",\"output\":\"a\",\"options\":\"a\"}|: options must be a list of texts",
        "{\"input\":\"x\",\"output\":\"a\",\"options\":[\"a\",1]}|: option 1 is not a text",
        "{\"input\":{\"text\":\"x\"},\"output\":\"a\"}|: input must be a text, was an object",
        "{\"input\":\"x\",\"output\":\"a\",\"score\":NaN}| , column 38: NaN is no JSON value",
        "{\"input\":\"x\",\"output\":yes}| , column 23: 'yes' is no JSON value",
        "{\"input\":\"x\\q\",\"output\":\"a\"}| , column 13: a text holds a backslash before q,"
            + " which is no escape",
        "{\"input\":\"x\\ud83d\",\"output\":\"a\"}|: input holds \\ud83d, half of a character,"
            + " after 1 others",
        "{\"input\":\"x\",\"output\":\"a\",\"options\":[\"a\",\"\\udc00\"]}|: option 1 holds"
            + " \\udc00, half of a character",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|: the row has neither input nor",
        "{\"input\":\"\",\"instruction\":\"x\",\"response\":\"a\"}|: the row is an instruction with"
            + " a free",
      })
  void garbledLine(String line, String message) throws IOException {
    Files.writeString(file, GOOD + "\n" + line + "\n" + GOOD);

    assertThat(failureOf(file)).startsWith("DATA_BAD_ROW: " + file + ", line 3" + message.strip());
  }

  @Test
  void rowsThatNoRouterTakesAreFoundBeforeTraining() throws IOException {
    String options = "\"options\":[\"yes\",\"no\"]";
    assertBad(
        "{\"input\":\"" + "word ".repeat(4_001) + "\",\"output\":\"yes\"," + options + "}",
        "instruction and input together must have at most 20000 characters, had 20005");
    assertBad(
        "{\"input\":\"x\",\"output\":\"o0\",\"options\":[" + options(257, "o") + "]}",
        "options must be at most 256, were 257");
    assertBad(
        "{\"input\":\"x\",\"output\":\"yes\",\"options\":[\"yes\",\"" + "n".repeat(20_001) + "\"]}",
        "option 1 must have at most 20000 characters, had 20001");
    assertBad(
        "{\"input\":\"x\",\"output\":\"o\",\"options\":[\"o\","
            + options(100, "o".repeat(2_100))
            + "]}",
        "options must have at most 200000 characters together, had 210191");
  }

  private static String options(int count, String prefix) {
    return IntStream.range(0, count)
        .mapToObj(i -> '"' + prefix + i + '"')
        .collect(Collectors.joining(","));
  }

  private void assertBad(String line, String message) throws IOException {
    Files.writeString(file, GOOD + line + "\n" + GOOD);
    assertThat(failureOf(file)).isEqualTo("DATA_BAD_ROW: " + file + ", line 2: " + message);
  }

  @Test
  void onlyFreeTextRows() throws IOException {
    Files.writeString(file, "{\"input\":\"x\",\"output\":\"a long answer\"}\n");

    assertThat(failureOf(file))
        .isEqualTo(
            "DATA_FREE_TEXT: all 1 rows of "
                + file
                + " lack options; only choose rows are trained");
  }

  @Test
  void fileOfOneRow() throws IOException {
    Files.createDirectories(folder.resolve("one"));
    Files.writeString(folder.resolve("one/train.jsonl"), GOOD);
    Files.writeString(folder.resolve("one/test.jsonl"), GOOD);

    assertThat(failureOf(folder))
        .isEqualTo("DATA_TOO_FEW_ROWS: one has 1 train rows, needs at least 2");
  }

  @Test
  void foldersThatMayBeTasksOrClients() throws IOException {
    String rows = GOOD.replace("a b", "c") + GOOD.replace("a b", "d") + GOOD.repeat(3);
    Files.writeString(folder.resolve("ada.jsonl"), rows);
    Files.writeString(folder.resolve("bob.jsonl"), rows);

    assertThat(failureOf(folder))
        .startsWith(
            "LAYOUT_UNCLEAR: cannot tell whether the 2 folders or files are tasks or clients: not"
                + " every row of ada carries \"task\":\"ada\"");
  }

  private String failureOf(Path data) {
    var settings =
        new CorpusSettings(
            Optional.of(data), FolderLayout.AUTO, List.of(), DataScenario.SINGLE, 1, 600, 300, 1);
    Failure failure = catchThrowableOfType(Failure.class, () -> Corpus.load(settings));
    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    assertThat(failure.hint()).isNotBlank();
    return failure.code() + ": " + failure.getMessage();
  }
}
