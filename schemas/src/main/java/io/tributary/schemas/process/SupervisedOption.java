package io.tributary.schemas.process;

import java.util.Map;
import picocli.CommandLine.Option;

/** The flag {@code --supervised} of a command that another process may start and watch. */
public final class SupervisedOption {
  @Option(
      names = StdinWatch.SUPERVISED,
      description = "print one JSON line when ready; stop when standard input ends")
  private boolean supervised;

  /** Makes this process end when its standard input ends, if it is supervised. */
  public void begin() {
    if (supervised) {
      StdinWatch.start(new String[] {StdinWatch.SUPERVISED});
    }
  }

  /**
   * Prints the line that reports that the process is ready, if it is supervised.
   *
   * @param more further facts for the supervisor, by name
   */
  public void ready(Map<String, String> more) {
    if (supervised) {
      ReadyLine.print(ReadyLine.ready(more));
    }
  }
}
