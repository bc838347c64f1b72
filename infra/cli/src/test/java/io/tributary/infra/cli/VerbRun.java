package io.tributary.infra.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A verb that ran: its exit code, what it answered, and what it told people. */
public record VerbRun(int code, String out, String err) {
  /**
   * Runs one in this process.
   *
   * @param flags that follow the words
   */
  public static VerbRun of(List<String> flags, String... words) {
    List<String> args = new ArrayList<>(List.of(words));
    args.addAll(flags);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new VerbRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Of a run with {@code --format json}. */
  public JsonNode data() {
    try {
      return new ObjectMapper().readTree(out).path("data");
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + out + err, e);
    }
  }
}
