package io.tributary.infra.crash.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.infra.local.process.ChildDeath;
import io.tributary.infra.local.process.ChildListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Observes the target's deaths and lives: how long it was down, and what it lost meanwhile. */
public final class VictimLife implements ChildListener {
  private final List<Double> secondsAway = new ArrayList<>();
  private String victim = "";
  private Path lost;
  private long killedAt;

  /**
   * Records that a child is about to be killed.
   *
   * @param child its name
   * @param loses directory that is deleted before it comes back; null for none
   */
  public synchronized void dies(String child, Path loses) {
    victim = child;
    killedAt = System.nanoTime();
    lost = loses;
  }

  /** Returns whether the process that was killed last is still down. */
  public synchronized boolean isAway() {
    return !victim.isEmpty();
  }

  @Override
  public synchronized void restarting(String child, ChildDeath death, Duration backoff) {
    if (child.equals(victim) && lost != null) {
      delete(lost);
      lost = null;
    }
  }

  @Override
  public synchronized void ready(String child, JsonNode line) {
    if (child.equals(victim)) {
      secondsAway.add((System.nanoTime() - killedAt) / 1e9);
      victim = "";
    }
  }

  /** Returns the median of the times down in seconds; 0 if there was none. */
  public synchronized double medianSecondsAway() {
    List<Double> sorted = new ArrayList<>(secondsAway);
    Collections.sort(sorted);
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  public synchronized double mostSecondsAway() {
    return secondsAway.stream().mapToDouble(each -> each).max().orElse(0);
  }

  private static void delete(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take away " + directory, e);
    }
  }
}
