package io.tributary.infra.sim.task;

import io.tributary.infra.sim.log.BrokerLog;
import io.tributary.infra.sim.log.LogRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Repeats a task's life without its crashes: the same records in the same order at the same times,
 * nothing aborted, another heap. A task's outputs and stores are a function of what it has read and
 * committed; so the twin must write and store the same, byte for byte.
 *
 * <p>Starts are repeated where they were, because time-outs count anew from each, unless nothing
 * depends on time-outs: then the twin starts once.
 */
public final class TaskReplay {
  private final TopologyPart part;
  private final boolean startsOnce;
  private final BrokerLog log;

  /**
   * Creates the twins of a part's tasks.
   *
   * @param part with another heap
   * @param startsOnce whether the twin is never restarted
   */
  public TaskReplay(TopologyPart part, boolean startsOnce, BrokerLog log) {
    this.part = part;
    this.startsOnce = startsOnce;
    this.log = log;
  }

  /** Describes where a task and its twin differ; empty if nowhere. The task must have committed. */
  public Optional<String> difference(SimulatedTask task) {
    List<TaskStep> steps = task.history().steps();
    SimulatedTask twin = SimulatedTask.unseen(part, task.partition(), log, steps.get(0).clock());
    for (TaskStep step : steps.subList(1, steps.size())) {
      switch (step.kind()) {
        case READ -> twin.process(step.input(), step.clock());
        case PUNCTUATED -> twin.punctuate(step.clock());
        case STARTED -> restart(twin, step.clock());
        default -> throw new IllegalStateException("no such step: " + step);
      }
    }
    twin.commit();
    return firstOutput(task.history().outputs(), twin.history().outputs())
        .or(() -> stored(task.stored(), twin.stored()));
  }

  private void restart(SimulatedTask twin, long clock) {
    if (!startsOnce) {
      twin.commit();
      twin.crash(SimulatedTask.Revival.ELSEWHERE, clock);
    }
  }

  private static Optional<String> firstOutput(List<LogRecord> lived, List<LogRecord> again) {
    int common = Math.min(lived.size(), again.size());
    for (int i = 0; i < common; i++) {
      if (!lived.get(i).equals(again.get(i))) {
        return Optional.of(
            "output " + i + " was " + lived.get(i) + ", is " + again.get(i) + " of the twin");
      }
    }
    return lived.size() == again.size()
        ? Optional.empty()
        : Optional.of(
            "outputs were "
                + lived.size()
                + ", are "
                + again.size()
                + " of the twin; the first is "
                + (lived.size() > common ? lived : again).get(common));
  }

  private Optional<String> stored(
      Map<String, SortedMap<String, byte[]>> lived, Map<String, SortedMap<String, byte[]>> again) {
    if (startsOnce) {
      // Stores contain when a window was opened, and a start changes that.
      return Optional.empty();
    }
    for (String store : lived.keySet()) {
      SortedMap<String, byte[]> was = lived.get(store);
      SortedMap<String, byte[]> is = again.get(store);
      if (!Objects.equals(was.keySet(), is.keySet())) {
        return Optional.of("store " + store + " held " + was.keySet() + ", holds " + is.keySet());
      }
      for (String key : was.keySet()) {
        if (!Arrays.equals(was.get(key), is.get(key))) {
          return Optional.of("store " + store + " holds other bytes under " + key);
        }
      }
    }
    return Optional.empty();
  }
}
