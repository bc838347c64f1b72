package io.tributary.infra.crash.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans the kills: every step that was seen gets its turn before any gets a second one, at a random
 * occurrence.
 */
public final class CrashPlan {
  private final Deque<CrashPoint> left;

  private CrashPlan(Collection<CrashPoint> points) {
    left = new ArrayDeque<>(points);
  }

  /** Returns a plan without kills. */
  static CrashPlan none() {
    return new CrashPlan(List.of());
  }

  /**
   * Draws a plan that gives each step its turn before any gets a second one.
   *
   * @param seen how often each step was seen in an undisturbed life
   * @param kills number of points
   */
  public static CrashPlan of(Map<String, Integer> seen, int kills, long seed) {
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("no step was seen: nothing passes the gate");
    }
    var random = new Random(seed);
    List<String> steps = new ArrayList<>(seen.keySet());
    var points = new ArrayList<CrashPoint>();
    while (points.size() < kills) {
      Collections.shuffle(steps, random);
      for (String step : steps) {
        points.add(new CrashPoint(step, 1 + random.nextInt(seen.get(step))));
      }
    }
    return new CrashPlan(points.subList(0, kills));
  }

  /**
   * Returns how often each step occurred between two counts; steps that did not occur are left out.
   */
  public static SortedMap<String, Integer> between(
      Map<String, Integer> before, Map<String, Integer> after) {
    var steps = new TreeMap<String, Integer>();
    after.forEach(
        (step, times) -> {
          int more = times - before.getOrDefault(step, 0);
          if (more > 0) {
            steps.put(step, more);
          }
        });
    return steps;
  }

  boolean isDone() {
    return left.isEmpty();
  }

  CrashPoint next() {
    return left.removeFirst();
  }
}
