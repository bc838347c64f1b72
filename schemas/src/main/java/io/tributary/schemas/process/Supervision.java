package io.tributary.schemas.process;

import java.util.Map;
import picocli.CommandLine.Option;

/** The flag of a command that another process may have started and watches. */
public final class Supervision {
  @Option(
      names = StdinWatch.SUPERVISED,
      description = "print one JSON line when ready; stop when standard input ends")
  private boolean supervised;

  /** From now on this process ends when its standard input does, if it is supervised. */
  public void begin() {
    if (supervised) {
      StdinWatch.start(new String[] {StdinWatch.SUPERVISED});
    }
  }

  /**
   * Says that the process is ready, if it is supervised.
   *
   * @param more what else the supervisor wants to know, by name
   */
  public void ready(Map<String, String> more) {
    if (supervised) {
      ReadyLine.print(ReadyLine.ready(more));
    }
  }
}
