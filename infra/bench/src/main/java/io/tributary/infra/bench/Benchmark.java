package io.tributary.infra.bench;

import java.util.function.Consumer;

/** One promised number and the run that measures it. */
public interface Benchmark {
  /** Returns the name on the command line. */
  String name();

  /** Returns what is measured and against which bound, in one line. */
  String question();

  /**
   * Measures. It takes from seconds to minutes, and reports its steps.
   *
   * @param progress receives lines for people
   * @throws Exception the reason for which the measurement stopped; there is no figure then
   */
  BenchResult run(Consumer<String> progress) throws Exception;
}
