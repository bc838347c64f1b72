package io.tributary.infra.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener hears, one line per call. */
public final class HeardEvents implements ChildListener {

  public final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void ready(String child, JsonNode line) {
    lines.add(child + " ready " + line);
  }

  @Override
  public void event(String child, JsonNode line) {
    lines.add(child + " event " + line);
  }

  @Override
  public void restarting(String child, ChildDeath death, Duration backoff) {
    lines.add(child + " restarting " + death.exitCode() + " " + backoff.toMillis());
  }

  @Override
  public void finished(String child) {
    lines.add(child + " finished");
  }

  @Override
  public void gaveUp(String child, ChildFailedException failure) {
    lines.add(child + " gave up");
  }
}
