package io.tributary.infra.local;

import io.tributary.infra.cli.progress.Progress;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run says when a signal ends it early. */
final class Farewell {
  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

  private final Thread hook;

  Farewell(Progress progress, Path stateDir) {
    this.hook =
        new Thread(
            () -> {
              progress.finish();
              progress.line("stopping all processes; the same command continues from " + stateDir);
            },
            "farewell");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The run has ended by itself: nothing to say. */
  void dismiss() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("a signal came first: the farewell is being said", e);
    }
  }
}
