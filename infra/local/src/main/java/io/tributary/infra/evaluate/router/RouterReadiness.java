package io.tributary.infra.evaluate.router;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Waits until a router serves the versions in the topics, which it reads at its own pace. */
public final class RouterReadiness {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private RouterReadiness() {}

  /**
   * Returns when the router knows all these versions; it may restart meanwhile.
   *
   * @param router its data port
   * @throws Failure TIMEOUT, naming a version that is missing; UNREACHABLE if nothing answers at
   *     the limit
   */
  public static void await(URI router, Collection<AdapterVersion> versions, Duration limit)
      throws InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(router.resolve("/v1/adapters")).timeout(ANSWER).build();
    long deadline = System.nanoTime() + limit.toNanos();
    List<String> missing = versions.stream().map(AdapterVersion::name).toList();
    while (!missing.isEmpty()) {
      String known = body(http, request, deadline);
      missing = missing.stream().filter(name -> !known.contains('"' + name + '"')).toList();
      if (!missing.isEmpty() && System.nanoTime() > deadline) {
        throw new Failure(
            Failure.Kind.TIMEOUT,
            "ROUTER_BEHIND",
            "the router at %s does not serve %s after %d s"
                .formatted(router, missing.get(0), limit.toSeconds()),
            "See the router's log in the state directory, then repeat the command.");
      }
      if (!missing.isEmpty()) {
        Thread.sleep(POLL.toMillis());
      }
    }
  }

  /**
   * Returns the router's adapters as JSON; a problem document or an empty text while it knows none.
   */
  private static String body(HttpClient http, HttpRequest request, long deadline)
      throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      if (System.nanoTime() > deadline) {
        throw RouterClient.unreachable(request.uri(), e);
      }
      return "";
    }
  }
}
