package io.tributary.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run refuses before it starts a process or touches its state directory. */
class LocalRunBadInputTest {
  private static final String ROW =
      "{\"input\":\"x\",\"output\":\"yes\",\"options\":[\"yes\",\"no\"]}\n";

  @TempDir Path dir;

  @Test
  void moreSlotsThanAClientHasRows() throws IOException {
    assertRefused(
        "TOO_MANY_SLOTS",
        4,
        "--slots must be <= 24, the rows of client-0, was 25",
        "--cap",
        "24",
        "--slots",
        "25");
  }

  @Test
  void aFileOfOneRow() throws IOException {
    Path data = Files.createDirectories(dir.resolve("data"));
    Files.writeString(data.resolve("shop.jsonl"), ROW);
    assertRefused("DATA_TOO_FEW_ROWS", 4, "needs at least 2", "--data", data.toString());
  }

  @Test
  void dataThatDoesNotExist() throws IOException {
    Path data = dir.resolve("nowhere");
    assertRefused("DATA_MISSING", 4, data.toString(), "--data", data.toString());
  }

  @Test
  void oneOfBrokerAndRegistryAlone() throws IOException {
    assertRefused(
        "BAD_ARGUMENTS", 4, "must be given together", "--bootstrap-servers", "127.0.0.1:9");
  }

  @Test
  void agreementWithAStrategyThatHasNoSecondMoments() throws IOException {
    assertRefused(
        "BAD_ARGUMENTS",
        4,
        "merge.agreement must be off with merge.strategy median, was gsnr",
        "--merge",
        "median",
        "--agreement",
        "gsnr");
  }

  @Test
  void thinClientsWithoutTheirStarts() throws IOException {
    assertRefused(
        "BAD_ARGUMENTS",
        4,
        "--personal-adapters must be never, small or always with --thin, was off",
        "--method",
        "pflalign",
        "--thin");
  }

  @Test
  void agreementOfAnUnknownName() throws IOException {
    assertRefused("BAD_ARGUMENTS", 4, "did you mean plain?", "--agreement", "plane");
  }

  @Test
  void aFederationThatNoTopicCanBeCalledAfter() throws IOException {
    assertRefused("BAD_ARGUMENTS", 4, "was 'a b'", "--federation", "a b");
  }

  @Test
  void aPortThatIsNone() throws IOException {
    assertRefused(
        "BAD_ARGUMENTS",
        4,
        "--broker-port must be in 0..65535, was 70000",
        "--broker-port",
        "70000");
  }

  @Test
  void aStateDirectoryThatIsAFile() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    JsonNode answer = run(2, "--state", file.resolve("below").toString());
    assertThat(answer.path("error_code").asText()).isEqualTo("STATE_DIR_UNUSABLE");
    assertThat(answer.path("hint").asText()).contains("--state");
  }

  private void assertRefused(String code, int exitCode, String message, String... flags)
      throws IOException {
    Path state = dir.resolve("state");
    List<String> all = new ArrayList<>(List.of("--state", state.toString()));
    all.addAll(List.of(flags));
    JsonNode answer = run(exitCode, all.toArray(String[]::new));
    assertThat(answer.path("error_code").asText()).as(answer.toString()).isEqualTo(code);
    assertThat(answer.path("message").asText()).contains(message);
    assertThat(answer.path("hint").asText()).isNotBlank();
    assertThat(state).doesNotExist();
  }

  private static JsonNode run(int exitCode, String... flags) throws IOException {
    List<String> args = new ArrayList<>(List.of("local", "run", "--format", "json"));
    args.addAll(List.of(flags));
    var out = new ByteArrayOutputStream();
    int code =
        Main.run(
            args.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(exitCode);
    return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
  }
}
