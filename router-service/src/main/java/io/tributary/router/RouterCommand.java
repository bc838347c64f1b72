package io.tributary.router;

import io.tributary.http.PortOptions;
import io.tributary.router.http.RequestLimits;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.process.ShutdownHook;
import io.tributary.schemas.process.SupervisedOption;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code router run}, which routes and answers until it is stopped. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Serve the router: which adapter serves a text, and what it answers.")
public final class RouterCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RouterCommand.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private ConnectionOptions where;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "interface to listen on (default: ${DEFAULT-VALUE}, this machine only)")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "data port; 0 picks a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--management-port",
      defaultValue = "8081",
      description = "health and metrics; 0 picks a free one (default: ${DEFAULT-VALUE})")
  private int managementPort;

  @Option(
      names = "--model-path",
      description = "directory of the base model (default: the bundled all-MiniLM-L6-v2)")
  private Path modelPath;

  @Option(
      names = "--max-tokens",
      defaultValue = "64",
      description = "longer texts are cut, as the workers cut them (default: ${DEFAULT-VALUE})")
  private int maxTokens;

  @Option(
      names = "--kept-versions",
      defaultValue = "32",
      description =
          "versions of a cluster that can be pinned, the newest (default: ${DEFAULT-VALUE})")
  private int keptVersions;

  @Option(
      names = "--cached-texts",
      defaultValue = "4096",
      description = "embeddings of texts that are kept (default: ${DEFAULT-VALUE})")
  private int cachedTexts;

  @Option(
      names = "--queue",
      defaultValue = "64",
      description = "requests that may wait for inference (default: ${DEFAULT-VALUE})")
  private int queue;

  @Mixin private PortOptions ports;

  @Mixin private SupervisedOption supervision;

  @Override
  public Integer call() throws InterruptedException {
    supervision.begin();
    RouterSettings settings = settings();
    FederationConnection connection = where.brokerAndRegistry();
    Preflight.check(connection);
    RouterApp app = RouterApp.join(connection, settings, Optional.ofNullable(modelPath));
    var drain = ShutdownHook.drain("router-drain", app::close);
    LOG.atInfo()
        .addKeyValue(LogKeys.URL, app.url())
        .addKeyValue(LogKeys.MANAGEMENT, app.managementUrl())
        .log("router is open");
    supervision.ready(Map.of("url", app.url(), "management", app.managementUrl()));
    // A signal, or the end of standard input, ends the process by the hook; only failures return.
    try {
      serve(app);
    } finally {
      drain.cancel();
    }
    return 0;
  }

  /** Serves until the router fails, then closes it and throws the failure. */
  static void serve(RouterApp app) throws InterruptedException {
    try (app) {
      throw app.awaitFailure();
    }
  }

  private RouterSettings settings() {
    try {
      return new RouterSettings(
          host,
          port,
          managementPort,
          maxTokens,
          keptVersions,
          cachedTexts,
          queue,
          PATIENCE,
          RequestLimits.DEFAULT,
          ports.settings());
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }
}
