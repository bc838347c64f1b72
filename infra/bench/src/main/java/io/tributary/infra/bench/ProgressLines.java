package io.tributary.infra.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.infra.harness.CliRun;
import java.util.function.Consumer;

/** Turns a run's progress into lines for people: its texts, and the completed rounds. */
public final class ProgressLines implements CliRun.Listener {
  private final String name;
  private final Consumer<String> lines;

  public ProgressLines(String name, Consumer<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  @Override
  public void event(JsonNode event, ProcessHandle run) {
    if (event.has("text")) {
      lines.accept(name + ": " + event.get("text").asText());
    } else if (roundsDone(event) >= 0) {
      lines.accept(name + ": " + roundsDone(event) + " of " + event.get("total") + " versions");
    }
  }

  /**
   * Returns how many versions all clusters have published so far, or -1 if the event does not
   * contain it.
   */
  public static long roundsDone(JsonNode event) {
    return event.path("name").asText().endsWith("rounds") ? event.path("done").asLong() : -1;
  }
}
