package io.tributary.infra.bench;

import java.util.function.Consumer;

/** One promised number and the run that measures it. */
public interface Benchmark {
  /** Its name on the command line. */
  String name();

  /** What it measures and against what, one line. */
  String question();

  /**
   * Measures. Takes from seconds to minutes; says what it is doing.
   *
   * @param progress lines for people
   * @throws Exception whatever stopped the measurement; there is no figure then
   */
  BenchResult run(Consumer<String> progress) throws Exception;
}
