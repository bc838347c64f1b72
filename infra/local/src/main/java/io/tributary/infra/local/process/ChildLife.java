package io.tributary.infra.local.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs one life of a child: from its start, over its ready line and events, to its exit. */
final class ChildLife {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The time limit of an exit that writes a class-data archive, which takes some 3 s on an idle
   * core, once per build.
   */
  private static final Duration RECORDING_LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final ChildLog log;
  private final SharedArchive archive;
  private final long startNanos = System.nanoTime();
  private long endNanos;
  private volatile long askedNanos;
  private StartupFailure startupFailure;
  private boolean ready;

  private ChildLife(Process process, ChildLog log, SharedArchive archive) {
    this.process = process;
    this.log = log;
    this.archive = archive;
  }

  static ChildLife begin(ChildSpec spec, ChildLog log, ClassSharing sharing) throws IOException {
    log.rotate();
    SharedArchive archive = sharing.archiveOf(spec);
    var builder =
        new ProcessBuilder(ChildCommand.of(spec, archive.flags(), System.getenv()))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
    // glibc gives every thread an arena of its own and returns little memory; two arenas suffice
    // here.
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
    Process process = builder.start();
    return new ChildLife(process, log, archive);
  }

  /** Reads the child's lines until it has exited. */
  void listen(Consumer<JsonNode> onReady, Consumer<JsonNode> onEvent)
      throws IOException, InterruptedException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line, onReady, onEvent);
      }
    } catch (IOException e) {
      // The pipe of a killed process may break before its end; the exit code explains it.
      log.append("standard output broke: " + e);
    }
    process.waitFor();
    endNanos = System.nanoTime();
    archive.settle(ready);
  }

  private void hear(String line, Consumer<JsonNode> onReady, Consumer<JsonNode> onEvent) {
    Optional<JsonNode> json = parse(line);
    if (json.isEmpty()) {
      log.append(line);
    } else if (json.get().path("ready").asBoolean()) {
      ready = true;
      onReady.accept(json.get());
    } else if (json.get().has("ready")) {
      startupFailure = StartupFailure.of(json.get());
    } else if (ready) {
      onEvent.accept(json.get());
    }
  }

  private static Optional<JsonNode> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  Process process() {
    return process;
  }

  /** Returns how the life ended, after {@link #listen} has returned. */
  ChildDeath death() {
    return new ChildDeath(
        process.exitValue(),
        Optional.ofNullable(startupFailure),
        ready,
        Duration.ofNanos(endNanos - startNanos));
  }

  /** Ends the child's input and asks it to terminate. */
  void askToEnd() {
    askedNanos = System.nanoTime();
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      log.append("standard input was closed before the stop: " + alreadyGone);
    }
    process.destroy();
  }

  /** Waits for the exit; kills the child {@code drain} after {@link #askToEnd}. */
  void awaitEnd(Duration drain) throws InterruptedException {
    Duration limit = archive.isRecording() ? drain.plus(RECORDING_LIMIT) : drain;
    Duration left = limit.minusNanos(System.nanoTime() - askedNanos);
    if (!process.waitFor(left.toMillis(), TimeUnit.MILLISECONDS)) {
      log.append("killed: it had not stopped within " + limit.toSeconds() + " s");
      process.destroyForcibly().waitFor();
    }
  }
}
